package io.portalbots.sandbox.model;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * How much a portal lets itself be asked [docs: limits] [src: rest/lib/engine/access/loadlimiter.php].
 *
 * @param plan where the numbers come from; {@code OFF} limits nothing and leaves {@code operating} out of answers
 * @param perSecond how many requests a second drain from the bucket of one source address
 * @param burst the level above which that bucket refuses
 * @param operating how long one method may run for one caller within ten minutes
 * @param cost by method, in lower case: how long a call of it counts as running, because calls here take no time
 */
public record Limits(Plan plan, double perSecond, int burst, Duration operating, Map<String, Duration> cost) {

    /** What was bought. */
    public enum Plan {
        /** No limits: a self-hosted portal, or a benchmark. */
        OFF,
        /** Every cloud plan but the largest. */
        STANDARD,
        /** The largest cloud plan. */
        ENTERPRISE
    }

    /** The source's own number; clouds set others by plan. */
    private static final Duration OPERATING = Duration.ofMinutes(7);

    public Limits {
        cost = Map.copyOf(cost);
    }

    /** A plan's numbers; those of the standard plan, unused, where there are no limits. */
    public static Limits of(Plan plan) {
        return plan == Plan.ENTERPRISE
                ? new Limits(plan, 5, 250, OPERATING, Map.of())
                : new Limits(plan, 2, 50, OPERATING, Map.of());
    }

    /** Whether anything is limited. */
    public boolean isOn() {
        return plan != Plan.OFF;
    }

    /** How long a call of that method counts as running. */
    public Duration costOf(String method) {
        return isOn() ? cost.getOrDefault(method.toLowerCase(Locale.ROOT), Duration.ZERO) : Duration.ZERO;
    }
}
