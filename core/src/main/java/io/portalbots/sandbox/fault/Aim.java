package io.portalbots.sandbox.fault;

import io.portalbots.sandbox.model.Portal;
import java.util.Locale;
import java.util.Optional;

/**
 * Which requests a fault is for.
 *
 * @param portal empty for all portals
 * @param method a method in any case, its beginning and a star such as {@code imbot.*}, {@code *} for every REST method,
 *     or {@code oauth/token}, which no star means. A batch is meant as a whole by the method of any of its commands.
 */
public record Aim(Optional<Portal> portal, String method) {

    /** Every REST method. */
    public static final String ANY = "*";

    boolean meets(Target target) {
        return (portal.isEmpty() || portal.equals(target.portal())) && meetsMethod(target);
    }

    private boolean meetsMethod(Target target) {
        var wanted = method.toLowerCase(Locale.ROOT);
        if (target.isTokenEndpoint() || wanted.equals(Target.TOKEN_ENDPOINT)) {
            return wanted.equals(target.method());
        }
        return wanted.endsWith(ANY)
                ? target.methods().anyMatch(name -> name.startsWith(wanted.substring(0, wanted.length() - 1)))
                : target.methods().anyMatch(wanted::equals);
    }
}
