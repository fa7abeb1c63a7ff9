package io.portalbots.portal;

import io.portalbots.tenant.PortalUnavailableException;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the calls to each authorization server apart: so many a second and no bursts, half as many whenever the server is
 * strained, and one more for every few that it answers well. Who would wait too long is sent away, because the token it
 * is about to spend is ours for a while only.
 */
public final class OAuthPace {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final double SLOWEST = 1;
    private static final double STEPS_BACK = 20;

    private final Vertx vertx;
    private final double rate;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>(); // one for each configured host

    /** @param rate calls a second to one host, at most */
    public OAuthPace(Vertx vertx, int rate) {
        this.vertx = vertx;
        this.rate = rate;
    }

    /**
     * Waits for the next turn. Blocks.
     *
     * @throws PortalUnavailableException if that is more than 10 s away
     */
    void await(String host) {
        var wait = lane(host).take(System.nanoTime());
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            throw new PortalUnavailableException("too many calls wait for " + host);
        }
        if (!wait.isZero()) {
            vertx.timer(Math.max(1, wait.toMillis())).await();
        }
    }

    /** Tells how the server took a call. */
    void answered(String host, boolean strained) {
        lane(host).answered(strained);
    }

    private Lane lane(String host) {
        return lanes.computeIfAbsent(host, any -> new Lane(rate));
    }

    /** The calls to one host, by a clock that is passed in. */
    static final class Lane {
        private final double most;
        private double rate;
        private long next = Long.MIN_VALUE;

        Lane(double most) {
            this.most = most;
            this.rate = most;
        }

        /** How long to wait for the turn that this takes; what is longer than the longest wait takes none. */
        synchronized Duration take(long nanos) {
            var turn = Math.max(nanos, next);
            var wait = Duration.ofNanos(turn - nanos);
            if (wait.compareTo(LONGEST_WAIT) <= 0) {
                next = turn + (long) (1e9 / rate);
            }
            return wait;
        }

        synchronized void answered(boolean strained) {
            rate = strained ? Math.max(Math.min(SLOWEST, most), rate / 2) : Math.min(most, rate + most / STEPS_BACK);
        }

        synchronized double rate() {
            return rate;
        }
    }
}
