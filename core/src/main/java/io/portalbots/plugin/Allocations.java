package io.portalbots.plugin;

/** Bytes allocated, in all and within the last minute, to ten seconds. */
final class Allocations {

    private static final int SLOTS = 6;
    private static final long SLOT_NANOS = 10_000_000_000L;

    private final long[] slots = new long[SLOTS];
    private final long[] numbers = new long[SLOTS];
    private long total;

    synchronized void add(long bytes, long nanos) {
        total += bytes;
        var number = nanos / SLOT_NANOS;
        var slot = Math.floorMod(number, SLOTS);
        if (numbers[slot] != number) {
            numbers[slot] = number;
            slots[slot] = 0;
        }
        slots[slot] += bytes;
    }

    synchronized long total() {
        return total;
    }

    synchronized long lately(long nanos) {
        var number = nanos / SLOT_NANOS;
        var sum = 0L;
        for (var slot = 0; slot < SLOTS; slot++) {
            sum += number - numbers[slot] < SLOTS ? slots[slot] : 0;
        }
        return sum;
    }
}
