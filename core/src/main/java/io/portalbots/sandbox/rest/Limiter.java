package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.rest.Timing.Operating;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Counts what limits are about: requests by portal and source address, running time by portal, caller and method. */
final class Limiter {

    private record Source(String portal, String address) {}

    private record Use(String portal, String caller, String method) {}

    private final Map<Source, LeakyBucket> buckets = new HashMap<>();
    private final Map<Use, OperatingTime> times = new HashMap<>();

    /** Counts a request and tells whether it is one too many. */
    boolean isTooOften(Portal portal, String address, Instant now) {
        var limits = portal.traits().limits();
        if (!limits.isOn()) {
            return false;
        }
        var source = new Source(portal.name(), address);
        var bucket = buckets.getOrDefault(source, LeakyBucket.empty(now)).with(now, limits.perSecond());
        buckets.put(source, bucket);
        return bucket.overflows(limits.burst());
    }

    /** Whether a caller used more than the running time of a method; to have used it up exactly leaves one call. */
    boolean isSpent(Call call, String method, Instant now) {
        var limit = call.portal().traits().limits().operating();
        return time(call, method)
                .filter(time -> time.spent(now).compareTo(limit) > 0)
                .isPresent();
    }

    /** Counts a call that began at {@code start} and took {@code cost}, and tells what its caller used so far. */
    Optional<Operating> spend(Call call, String method, Instant start, Duration cost) {
        return time(call, method).map(time -> {
            time.add(start, cost);
            return new Operating(time.spent(start), time.resetsAt(start));
        });
    }

    private Optional<OperatingTime> time(Call call, String method) {
        return call.caller()
                .key()
                .filter(key -> call.portal().traits().limits().isOn())
                .map(key -> new Use(call.portal().name(), key, method.toLowerCase(Locale.ROOT)))
                .map(use -> times.computeIfAbsent(use, unused -> new OperatingTime()));
    }
}
