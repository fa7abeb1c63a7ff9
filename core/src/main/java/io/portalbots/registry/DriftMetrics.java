package io.portalbots.registry;

import io.micrometer.core.instrument.MeterRegistry;
import io.portalbots.registry.Surface.Answer;

/** What drift tells Prometheus. No label grows with the number of tenants. */
public final class DriftMetrics {

    private final MeterRegistry meters;

    public DriftMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** {@code portalbots_drift_requests_total}: what probing costs portals. */
    void asked() {
        meters.counter("portalbots.drift.requests").increment();
    }

    /** {@code portalbots_drift_probes_total{outcome="done|gone|owner_gone|refused|silent"}}, one for each thing. */
    void probed(Answer answer) {
        meters.counter("portalbots.drift.probes", "outcome", RegistryMetrics.label(answer))
                .increment();
    }

    /** {@code portalbots_drift_found_total{surface="imbot.app"}}: things that are registered anew, or were to go anyway. */
    void found(String surface) {
        meters.counter("portalbots.drift.found", "surface", surface).increment();
    }
}
