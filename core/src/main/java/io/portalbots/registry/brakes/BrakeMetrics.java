package io.portalbots.registry.brakes;

import io.micrometer.core.instrument.MeterRegistry;
import io.portalbots.registry.brakes.Hold.Cause;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** What the brakes tell Prometheus. */
public final class BrakeMetrics {

    private final MeterRegistry meters;
    private final AtomicLong open = new AtomicLong();

    public BrakeMetrics(MeterRegistry meters) {
        this.meters = meters;
        meters.gauge("portalbots.holds", open);
        for (var cause : Cause.values()) {
            made(cause, 0);
        }
    }

    /** {@code portalbots_holds}: what waits for an operator. */
    void open(long count) {
        open.set(count);
    }

    /** {@code portalbots_holds_made_total{cause="emptied|share|tenants|older_database|clock"}}. */
    void made(Cause cause, int more) {
        meters.counter("portalbots.holds.made", "cause", cause.name().toLowerCase(Locale.ROOT))
                .increment(more);
    }
}
