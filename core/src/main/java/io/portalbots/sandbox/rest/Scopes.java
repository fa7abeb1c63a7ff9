package io.portalbots.sandbox.rest;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a caller has to be granted: the first word of most methods' names. The server's own methods need nothing. */
final class Scopes {

    /** All that a portal knows. */
    static final List<String> ALL = List.of("im", "imbot", "imopenlines", "placement", "telephony", "user");

    private static final Set<String> NEEDED = Set.of("im", "imbot", "imopenlines", "placement", "telephony");

    private Scopes() {}

    /** Whether somebody with these scopes may call a method of that name. */
    static boolean allow(List<String> granted, String method) {
        var scope = method.toLowerCase(Locale.ROOT).split("\\.", 2)[0];
        return granted.contains(scope) || !NEEDED.contains(scope);
    }
}
