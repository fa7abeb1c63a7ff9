package io.portalbots.registry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to leave a portal alone after it did not answer: doubling from one second to five minutes, with jitter. */
public final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final RandomGenerator random;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The delay after a failure.
     *
     * @param attempt how many failures came before it
     */
    public Duration delay(int attempt) {
        var doubled = FIRST.toMillis() << Math.min(attempt, 20);
        var most = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }
}
