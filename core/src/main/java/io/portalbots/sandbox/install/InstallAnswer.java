package io.portalbots.sandbox.install;

import io.portalbots.sandbox.event.AuthBlocks;
import io.portalbots.sandbox.install.Installs.Card;
import io.portalbots.sandbox.install.Installs.Installed;
import io.portalbots.sandbox.model.Endpoints;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Tokens;
import io.vertx.core.json.JsonObject;

/** All that a client has to know of an installation, named as in events, to start calling. */
public final class InstallAnswer {

    private InstallAnswer() {}

    /** The answer for a client that finds the portal at {@code endpoints}. */
    public static JsonObject of(Portal portal, Endpoints endpoints, Installed installed, Card card) {
        var token = installed.token();
        return new JsonObject()
                .put("access_token", token.access())
                .put("refresh_token", token.refresh())
                .put("expires", token.expires().getEpochSecond())
                .put("expires_in", Tokens.LIFETIME.toSeconds())
                .put("scope", AuthBlocks.scope(installed.installation()))
                .put("status", "L")
                .put("user_id", token.userId())
                .put("client_endpoint", endpoints.client())
                .put("server_endpoint", endpoints.server())
                .put("application_token", installed.installation().applicationToken())
                .put("member_id", portal.memberId())
                .put("domain", endpoints.domain())
                .put("client_id", card.clientId())
                .put("client_secret", card.secret())
                .put("webhook_url", endpoints.client() + token.userId() + "/" + installed.hook() + "/");
    }
}
