package io.portalbots.sandbox.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long one method ran for one caller within ten minutes: ten buckets of a clock's minute each
 * [src: rest/lib/engine/access/loadlimiter.php].
 */
final class OperatingTime {

    private static final int MINUTES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(MINUTES);
    private static final Duration LEAST = Duration.ofMillis(100);

    /** What began within one minute; {@code first} is the moment the first of it did. */
    private record Bucket(long minute, Instant first, Duration spent) {}

    private final Deque<Bucket> buckets = new ArrayDeque<>();

    /** Counts a call that began at {@code start}; calls of a tenth of a second and less do not count. */
    void add(Instant start, Duration spent) {
        if (spent.compareTo(LEAST) <= 0) {
            return;
        }
        forget(start);
        var last = buckets.peekLast();
        if (last != null && last.minute() == minute(start)) {
            buckets.removeLast();
            buckets.addLast(new Bucket(last.minute(), last.first(), last.spent().plus(spent)));
        } else {
            buckets.addLast(new Bucket(minute(start), start, spent));
        }
    }

    /** The sum of the last ten minutes. */
    Duration spent(Instant now) {
        forget(now);
        return buckets.stream().map(Bucket::spent).reduce(Duration.ZERO, Duration::plus);
    }

    /** When the oldest of it stops counting; ten minutes from now if there is nothing. */
    Instant resetsAt(Instant now) {
        forget(now);
        var oldest = buckets.peekFirst();
        return (oldest == null ? now : oldest.first()).plus(WINDOW);
    }

    private void forget(Instant now) {
        buckets.removeIf(bucket -> bucket.minute() <= minute(now) - MINUTES);
    }

    private static long minute(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), 60L);
    }
}
