package io.portalbots.registry.apply;

import java.time.Duration;

/**
 * How long work at many portals takes: as long as the slowest of these. The portal with the most requests, of which it
 * takes {@value #BURST} at once and {@value #PACE} a second after that; new access tokens, which the authorization server
 * gives at a pace of its own; all requests, {@value #AT_ONCE} at a time, of a quarter of a second each.
 */
final class Estimate {

    private static final int BURST = 50;
    private static final int PACE = 2;
    private static final int AT_ONCE = 64;
    private static final long REQUEST_MILLIS = 250;
    private static final long SECOND = 1000;

    private final int oauthRate;
    private long requests;
    private long most;
    private long refreshes;

    /** @param oauthRate tokens a second */
    Estimate(int oauthRate) {
        this.oauthRate = oauthRate;
    }

    void add(int more, boolean refreshed) {
        requests += more;
        most = Math.max(most, more);
        refreshes += refreshed ? 1 : 0;
    }

    long requests() {
        return requests;
    }

    long refreshes() {
        return refreshes;
    }

    Duration time() {
        var portal = Math.max(0, most - BURST) * SECOND / PACE;
        var tokens = refreshes * SECOND / oauthRate;
        var all = (requests + AT_ONCE - 1) / AT_ONCE * REQUEST_MILLIS;
        return Duration.ofMillis(Math.max(portal, Math.max(tokens, all)));
    }
}
