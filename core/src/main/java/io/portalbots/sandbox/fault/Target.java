package io.portalbots.sandbox.fault;

import io.portalbots.sandbox.model.Portal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request as faults see it.
 *
 * @param portal empty if there is none
 * @param method as the request spells it, or {@link #TOKEN_ENDPOINT}
 * @param nested methods of a batch's commands
 * @param token the access token it presents, or empty
 */
public record Target(Optional<Portal> portal, String method, List<String> nested, String token) {

    /** How the OAuth server's token endpoint is named. */
    public static final String TOKEN_ENDPOINT = "oauth/token";

    public Target {
        nested = List.copyOf(nested);
    }

    /** The method and those of a batch, in lower case. */
    Stream<String> methods() {
        return Stream.concat(Stream.of(method), nested.stream()).map(name -> name.toLowerCase(Locale.ROOT));
    }

    /** The portal's name, empty if there is none. */
    public String portalName() {
        return portal.map(Portal::name).orElse("");
    }

    /** How many commands it has, as the log of calls counts them. */
    public int commands() {
        if (isTokenEndpoint()) {
            return 0;
        }
        return method.equalsIgnoreCase("batch") ? nested.size() : 1;
    }

    boolean isTokenEndpoint() {
        return method.equals(TOKEN_ENDPOINT);
    }

    @Override
    public String toString() {
        return "Target[" + portalName() + " " + method + "]";
    }
}
