package io.portalbots.sandbox.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time of one request: that of the sandbox, and on top of it what its methods are said to have taken so far. */
final class Meter {

    private final Clock clock;
    private Duration taken = Duration.ZERO;

    Meter(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().plus(taken);
    }

    void take(Duration more) {
        taken = taken.plus(more);
    }
}
