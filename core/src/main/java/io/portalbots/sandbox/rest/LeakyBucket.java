package io.portalbots.sandbox.rest;

import java.time.Duration;
import java.time.Instant;

/**
 * What flowed in and has not drained yet. Every request adds one, the refused ones too, so that a client that keeps
 * knocking stays outside [docs: limits].
 *
 * @param level requests in the bucket at {@code at}
 */
record LeakyBucket(double level, Instant at) {

    static LeakyBucket empty(Instant at) {
        return new LeakyBucket(0, at);
    }

    /** The bucket with one more request, after {@code perSecond} of them drained every second; time never runs back. */
    LeakyBucket with(Instant now, double perSecond) {
        var passed = now.isAfter(at) ? Duration.between(at, now) : Duration.ZERO;
        var seconds = passed.getSeconds() + passed.getNano() / 1e9;
        return new LeakyBucket(Math.max(0, level - perSecond * seconds) + 1, at.plus(passed));
    }

    /** Whether the last request was one too many for a bucket of that size. */
    boolean overflows(double size) {
        return level > size;
    }
}
