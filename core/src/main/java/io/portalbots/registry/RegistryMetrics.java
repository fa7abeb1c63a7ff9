package io.portalbots.registry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.portalbots.plan.Step;
import io.portalbots.plugin.PluginSet;
import io.portalbots.registry.Surface.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What the registry tells Prometheus. No label grows with the number of tenants. */
public final class RegistryMetrics {

    private static final List<String> STATES = List.of("active", "auth_lost", "suspended", "removed");

    private final MeterRegistry meters;
    private final Map<String, AtomicLong> tenants = new ConcurrentHashMap<>();
    private final AtomicLong due = new AtomicLong();

    public RegistryMetrics(MeterRegistry meters, Supplier<PluginSet> plugins) {
        this.meters = meters;
        STATES.forEach(state -> meters.gauge(
                "portalbots.tenants",
                List.of(io.micrometer.core.instrument.Tag.of("state", state)),
                tenants.computeIfAbsent(state, any -> new AtomicLong())));
        meters.gauge("portalbots.tenants.due", due);
        plugins("loaded", () -> plugins.get().loaded().size());
        plugins("failed", () -> plugins.get().failures().size());
    }

    private void plugins(String state, Supplier<Number> count) {
        Gauge.builder("portalbots.plugins", count).tag("state", state).register(meters);
    }

    /** {@code portalbots_tenants{state="active"}} and {@code portalbots_tenants_due}, as counted last. */
    public void counted(Map<String, Long> byState, long pending) {
        tenants.forEach((state, gauge) -> gauge.set(byState.getOrDefault(state, 0L)));
        due.set(pending);
    }

    /** {@code portalbots_reconcile_passes_total{outcome="done|unavailable|stale|failed"}}. */
    public void passed(String outcome) {
        meters.counter("portalbots.reconcile.passes", "outcome", outcome).increment();
    }

    /** {@code portalbots_reconcile_steps_total{surface="imbot.app",step="register",answer="gone"}}. */
    void acted(Step step, Answer answer) {
        meters.counter(
                        "portalbots.reconcile.steps",
                        "surface",
                        step.key().surface(),
                        "step",
                        label(step),
                        "answer",
                        label(answer))
                .increment();
    }

    static String label(Step step) {
        return switch (step) {
            case Step.Register register -> "register";
            case Step.Update update -> "update";
            case Step.Unregister unregister -> "unregister";
            case Step.Retire retire -> "retire";
            case Step.Forget forget -> "forget";
            case Step.Doubt doubt -> "doubt";
        };
    }

    private static String label(Answer answer) {
        return switch (answer) {
            case Answer.Done done -> "done";
            case Answer.Gone gone -> "gone";
            case Answer.OwnerGone gone -> "owner_gone";
            case Answer.Refused refused -> "refused";
            case Answer.Silent silent -> "silent";
        };
    }
}
