package io.portalbots.sandbox.model;

import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The only source of chance in a sandbox, so that a seed and the same calls give the same answers. Its secrets guard
 * invented portals and nothing else. Confined to the event loop.
 */
public final class Chance {

    private final RandomGenerator random;

    /** Chance that repeats itself for a seed. */
    public Chance(OptionalLong seed) {
        random = new Random(seed.orElseGet(System::nanoTime));
    }

    /** 32 hex digits. */
    public String secret() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Whether something happens that does so with a probability of 0 to 1. What is certain draws no lot. */
    public boolean strikes(double probability) {
        return probability >= 1 || (probability > 0 && random.nextDouble() < probability);
    }

    /** A time span from {@code least} to {@code most}, in whole seconds. */
    public Duration between(Duration least, Duration most) {
        return Duration.ofSeconds(random.nextLong(least.toSeconds(), most.toSeconds() + 1));
    }

    /** A whole number from 0 to below {@code bound}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }
}
