package io.portalbots.chat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What the spool of events tells Prometheus. */
public final class SpoolMetrics {

    private final AtomicLong bytes = new AtomicLong();
    private final Counter cuts;

    public SpoolMetrics(MeterRegistry meters) {
        cuts = meters.counter("portalbots.event.spool.cuts");
        Gauge.builder("portalbots.event.spool.bytes", bytes, AtomicLong::get).register(meters);
    }

    /** {@code portalbots_event_spool_bytes}: of events that the database does not have yet. */
    public void bytes(long size) {
        bytes.set(size);
    }

    /** {@code portalbots_event_spool_cuts_total}: a file of the spool did not end with a whole event, and was cut. */
    public void cut() {
        cuts.increment();
    }
}
