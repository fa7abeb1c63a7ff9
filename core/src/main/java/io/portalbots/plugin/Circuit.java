package io.portalbots.plugin;

import io.portalbots.plugin.PluginException.Kind;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides whether a plugin is called. It opens when the plugin does not answer; after a rest one call is let through, by
 * which it closes or opens for twice as long. Not safe for threads.
 */
final class Circuit {

    /** So many calls in a row that take too long open it, and so many threads that do not come back. */
    static final int MOST = 3;

    /** The most that what it refused is left for later at a time. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Duration TRIAL_PAUSE = Duration.ofSeconds(1);

    private final Pace pace;
    private Standing standing = Standing.CALLED;
    private Duration rest;
    private long until;
    private boolean trying;
    private int inARow;
    private long opened;

    Circuit(Pace pace) {
        this.pace = pace;
        this.rest = pace.rest();
    }

    /** How a call is let through. */
    enum Way {
        USUAL,

        /** By its answer the circuit closes. */
        TRIAL
    }

    /**
     * How a call gets through; empty if it does not.
     *
     * @param room whether a thread can be risked for a trial
     */
    Optional<Way> way(long nanos, boolean room) {
        return switch (standing.state()) {
            case CALLED -> Optional.of(Way.USUAL);
            case RESTING -> {
                if (trying || !room || nanos - until < 0) {
                    yield Optional.empty();
                }
                trying = true;
                yield Optional.of(Way.TRIAL);
            }
            case DISABLED -> Optional.empty();
        };
    }

    /** A call came back in time. */
    void answered(Way way) {
        inARow = 0;
        if (way == Way.TRIAL && standing.state() == Standing.State.RESTING) {
            standing = Standing.CALLED;
            rest = pace.rest();
            trying = false;
        }
    }

    /** A call took too long; answers whether this opened the circuit. */
    boolean overdue(Way way, long nanos) {
        inARow++;
        if (way == Way.TRIAL) {
            return open("it still takes too long", nanos);
        }
        return inARow >= MOST && open(MOST + " calls in a row took too long", nanos);
    }

    /** A call that was let through did not run after all. */
    void untried(Way way) {
        trying = trying && way != Way.TRIAL;
    }

    /** Opens it; answers whether it was not open already. */
    boolean open(String why, long nanos) {
        if (standing.state() == Standing.State.DISABLED
                || (standing.state() == Standing.State.RESTING && nanos - until < 0)) {
            return false;
        }
        rest = standing.called() ? pace.rest() : longer();
        standing = new Standing(Standing.State.RESTING, why);
        until = nanos + rest.toNanos();
        trying = false;
        opened++;
        return true;
    }

    private Duration longer() {
        var twice = rest.multipliedBy(2);
        return twice.compareTo(pace.longestRest()) < 0 ? twice : pace.longestRest();
    }

    /** Opens it for good; answers whether it was not already. */
    boolean disable(String why) {
        if (standing.state() == Standing.State.DISABLED) {
            return false;
        }
        standing = new Standing(Standing.State.DISABLED, why);
        opened++;
        return true;
    }

    /** Why a call is not let through. */
    PluginException refusal(String plugin, long nanos) {
        var kind = standing.state() == Standing.State.DISABLED ? Kind.DISABLED : Kind.OPEN;
        return new PluginException(kind, plugin, "is " + standing, null, pause(nanos));
    }

    /** Until its rest is over or its trial may be, but not so long that a jar that is replaced meanwhile would wait. */
    private Duration pause(long nanos) {
        var left = Duration.ofNanos(until - nanos);
        if (trying) {
            return TRIAL_PAUSE;
        }
        return left.isPositive() && left.compareTo(LONGEST_PAUSE) < 0 ? left : LONGEST_PAUSE;
    }

    Standing standing() {
        return standing;
    }

    Duration rest() {
        return rest;
    }

    /** How many times it opened. */
    long opened() {
        return opened;
    }
}
