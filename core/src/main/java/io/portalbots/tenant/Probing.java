package io.portalbots.tenant;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a portal that bars us, or is out of reach, is asked whether it does so still: one out of reach after a minute,
 * then after twice as long each time up to a day, so fewer than 40 times in 30 days; one that is not paid for, daily; one
 * that found us too heavy after 5 minutes, up to 6 hours.
 */
public final class Probing {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration OVERLOAD_LIMIT = Duration.ofHours(6);
    private static final int MOST_DOUBLINGS = 16;

    private Probing() {}

    /** The wait before the next probe after {@code tries} in vain; empty for states that end otherwise. */
    public static Optional<Duration> delay(TenantState state, int tries) {
        return switch (state) {
            case TenantState.Unreachable unreachable -> Optional.of(doubled(Duration.ofMinutes(1), tries, DAY));
            case TenantState.Suspended suspended ->
                switch (suspended.cause()) {
                    case PAYMENT, PLAN -> Optional.of(DAY);
                    case OVERLOAD -> Optional.of(doubled(Duration.ofMinutes(5), tries, OVERLOAD_LIMIT));
                    case OPERATOR -> Optional.empty();
                };
            case TenantState.Unverified unverified -> Optional.empty();
            case TenantState.Active active -> Optional.empty();
            case TenantState.AuthLost lost -> Optional.empty();
            case TenantState.Removed removed -> Optional.empty();
        };
    }

    private static Duration doubled(Duration first, int tries, Duration longest) {
        var wait = first.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
