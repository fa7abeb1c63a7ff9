package io.portalbots.sandbox.install;

import io.portalbots.sandbox.install.Installs.Application;
import io.portalbots.sandbox.install.Installs.Installed;
import io.portalbots.sandbox.model.Endpoints;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Token;
import io.portalbots.sandbox.model.Tokens;
import io.vertx.core.json.JsonObject;

/** All that a client has to know of an installation, named as in events, to start calling. */
public final class InstallAnswer {

    private InstallAnswer() {}

    /** The answer to an installation for a client that finds the portal at {@code endpoints}. */
    public static JsonObject of(Portal portal, Endpoints endpoints, Installed installed, Application application) {
        return tokens(portal, endpoints, installed.installation(), installed.token())
                .put("client_secret", application.secret())
                .put("webhook_url", Webhooks.url(endpoints, installed.token().userId(), installed.hook()));
    }

    /** Somebody's tokens, and where they are good. */
    public static JsonObject tokens(Portal portal, Endpoints endpoints, Installation app, Token token) {
        return new JsonObject()
                .put("access_token", token.access())
                .put("refresh_token", token.refresh())
                .put("expires", token.expires().getEpochSecond())
                .put("expires_in", Tokens.LIFETIME.toSeconds())
                .put("scope", app.card().scopes())
                .put("status", app.card().status())
                .put("user_id", token.userId())
                .put("client_endpoint", endpoints.client())
                .put("server_endpoint", endpoints.server())
                .put("application_token", app.applicationToken())
                .put("member_id", portal.memberId())
                .put("domain", endpoints.domain())
                .put("client_id", app.clientId());
    }
}
