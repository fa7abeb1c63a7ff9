package io.portalbots.portal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Which methods have used up their running time on which portals, and until when. A portal sums up the seconds that a
 * method ran within ten minutes; with every success it says when the oldest of them are forgotten, by its own clock, so
 * only the distance from the answer counts. An answer that refuses says nothing.
 *
 * <pre>{@code
 * 200  {"result": .., "time": {"finish": 1760000000.19, "operating": 401.5, "operating_reset_at": 1760000600, ..}}
 * 429  {"error": "OPERATION_TIME_LIMIT"}
 * }</pre>
 *
 * <p>In a batch it is each command that is charged and refused, by its own method.
 *
 * @see "Bitrix24 REST reference, limits"
 */
final class OperatingLimits {

    /** No reset is farther away than all of what is summed up. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** What is summed up is forgotten by the minute. */
    private static final Duration ONE_STEP = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private final Cache<Place, Long> resets = cache();
    private final Cache<Place, Long> blocked = cache();

    private record Place(String portal, String method) {}

    /** @param nanos a clock that never jumps */
    OperatingLimits(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private static Cache<Place, Long> cache() {
        return Caffeine.newBuilder().expireAfterWrite(LONGEST.plus(ONE_STEP)).build();
    }

    /**
     * Remembers what a success says.
     *
     * @param time its {@code time}, or that of a batch's command
     */
    void answered(String portal, String method, JsonObject time) {
        if (time.getValue("operating_reset_at") instanceof Number reset
                && time.getValue("finish") instanceof Number finish) {
            var seconds = Math.clamp(reset.doubleValue() - finish.doubleValue(), 0.0, (double) LONGEST.toSeconds());
            resets.put(new Place(portal, method), nanos.getAsLong() + (long) (seconds * 1e9));
        }
    }

    /** The portal refused a method for its running time. */
    void spent(String portal, String method) {
        var now = nanos.getAsLong();
        var place = new Place(portal, method);
        var reset = resets.getIfPresent(place);
        var until = reset == null ? now + LONGEST.toNanos() : Math.max(reset, now + ONE_STEP.toNanos());
        blocked.put(place, until);
    }

    /** How long a method must not be called; zero if it may. */
    Duration left(String portal, String method) {
        var until = blocked.getIfPresent(new Place(portal, method));
        return until == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, until - nanos.getAsLong()));
    }
}
