package io.portalbots.sandbox.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** Refresh tokens that brought a new pair, the last 10 000, so that one that is shown again is known. */
final class SpentTokens {

    private static final int MOST = 10_000;

    private final Map<String, String> portals = new LinkedHashMap<>();

    /** Keeps {@code ticket}, a refresh token of a portal. */
    void add(String ticket, String portal) {
        portals.put(ticket, portal);
        if (portals.size() > MOST) {
            portals.remove(portals.keySet().iterator().next());
        }
    }

    /** What is known of {@code ticket}, which portal {@code now} takes, or none if that is empty. */
    Shown shown(String ticket, String now) {
        var before = portals.get(ticket);
        return before == null ? new Shown(now, false) : new Shown(before, true);
    }
}
