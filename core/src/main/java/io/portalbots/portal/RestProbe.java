package io.portalbots.portal;

import io.portalbots.tenant.PortalProbe;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Locale;

/**
 * Asks by {@code profile}, which needs no scope, and {@code app.info}.
 *
 * <pre>{@code
 * profile   {"ID": "1", "ADMIN": true, ...}
 * app.info  {"CODE": .., "INSTALLED": true, "LANGUAGE_ID": "en", ...}
 * }</pre>
 */
public final class RestProbe implements PortalProbe {

    private final Rest rest;

    public RestProbe(Rest rest) {
        this.rest = rest;
    }

    @Override
    public Standing ask(URI endpoint, Secret accessToken) {
        var profile = object(endpoint, accessToken, "profile");
        var info = object(endpoint, accessToken, "app.info");
        var language = info.getString("LANGUAGE_ID", "en").toLowerCase(Locale.ROOT);
        return new Standing(
                Boolean.TRUE.equals(profile.getValue("ADMIN")), language.matches("[a-z]{2}") ? language : "en");
    }

    private JsonObject object(URI endpoint, Secret accessToken, String method) {
        return switch (rest.call(endpoint, accessToken, method, new JsonObject())) {
            case Reply.Result result -> result.object();
            case Reply.Failure failure ->
                throw new PortalUnavailableException(method + " answers " + failure.error() + " to a new token");
        };
    }
}
