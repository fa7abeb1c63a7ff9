package io.portalbots.platform;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/**
 * How many tenants may be reconciled at once: all that there is room for, unless people are talking and what handles that
 * runs late. Then it is halved, again and again, and grows back one by one: reconciling can wait, people should not. Portals
 * that are slow do not count, because nobody's thread is late for them. For any thread.
 *
 * <p>{@code portalbots_reconcile_room} shows it.
 */
final class Headroom {

    static final int MOST = 128;
    static final int LEAST = 4;

    /** More than timers are late on a machine that has nothing to do. */
    private static final Duration LATE = Duration.ofMillis(4);

    private int most = MOST;

    Headroom(MeterRegistry meters) {
        Gauge.builder("portalbots.reconcile.room", this::most).register(meters);
    }

    /**
     * To be told many times a second.
     *
     * @param late how much later than it should a thread ran that handles what people say
     * @param talking whether there is anything to handle
     */
    synchronized void seen(Duration late, boolean talking) {
        if (!talking) {
            most = MOST;
        } else if (late.compareTo(LATE) > 0) {
            most = Math.max(LEAST, most / 2);
        } else {
            most = Math.min(MOST, most + 1);
        }
    }

    synchronized int most() {
        return most;
    }
}
