package io.portalbots.portal;

import java.time.Duration;

/**
 * The leaky bucket a portal keeps for our address, as we see it: every call adds one, two a second drain, and at 50 it
 * overflows. We stay five below, for others may share the address. Says how long to wait and never waits itself.
 *
 * @see "Bitrix24 REST reference, limits"
 */
final class Bucket {

    static final double CAPACITY = 45;
    static final double DRAIN_PER_SECOND = 2;

    /** Calls that a portal shall take between our next one and its limit: ours stop for 5 s. */
    static final double AFTER_OVERFLOW = 10;

    private double level;
    private long at;

    Bucket(long nanos) {
        at = nanos;
    }

    /** Adds a call that is made after the wait this returns. */
    synchronized Duration take(long nanos) {
        level = Math.max(0, level - (nanos - at) / 1e9 * DRAIN_PER_SECOND) + 1;
        at = nanos;
        var over = level - CAPACITY;
        return over <= 0 ? Duration.ZERO : Duration.ofNanos((long) (over / DRAIN_PER_SECOND * 1e9));
    }

    /** It is fuller than we thought: the next call waits until some of it has drained. */
    synchronized void overflowed(long nanos) {
        level = Math.max(level, CAPACITY + AFTER_OVERFLOW);
        at = Math.max(at, nanos);
    }
}
