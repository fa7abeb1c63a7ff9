package io.portalbots.sandbox.install;

import io.portalbots.sandbox.model.Chance;
import io.portalbots.sandbox.model.Endpoints;
import io.portalbots.sandbox.model.Portal;

/** Inbound webhooks: addresses that act as a person, without any application. */
public final class Webhooks {

    private final Chance chance;

    /** Webhooks with secrets from {@code chance}. */
    public Webhooks(Chance chance) {
        this.chance = chance;
    }

    /** A new webhook of a person: its secret. */
    public String create(Portal portal, int userId) {
        var secret = chance.secret();
        portal.webhooks().put(secret, userId);
        return secret;
    }

    /** The address of a webhook, ending in a slash. */
    public static String url(Endpoints endpoints, int userId, String secret) {
        return endpoints.client() + userId + "/" + secret + "/";
    }
}
