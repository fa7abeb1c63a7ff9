package io.portalbots.registry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.portalbots.plan.Step;
import io.portalbots.plugin.PluginSet;
import io.portalbots.registry.ReconcileQueue.Backlog;
import io.portalbots.registry.Surface.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What the registry tells Prometheus. No label grows with the number of tenants. */
public final class RegistryMetrics {

    private static final List<String> STATES =
            List.of("unverified", "active", "auth_lost", "suspended", "unreachable", "removed");

    /** What people wait for, and what is due once a jar is dropped. */
    private static final Duration[] CONVERGENCE = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1)
    };

    private final MeterRegistry meters;
    private final Map<String, AtomicLong> tenants = new ConcurrentHashMap<>();
    private final Map<List<String>, Counter> steps = new ConcurrentHashMap<>();
    private final Timer convergence;
    private volatile Backlog backlog = new Backlog(0, Duration.ZERO);

    public RegistryMetrics(MeterRegistry meters, Supplier<PluginSet> plugins) {
        this.meters = meters;
        STATES.forEach(state -> meters.gauge(
                "portalbots.tenants",
                List.of(io.micrometer.core.instrument.Tag.of("state", state)),
                tenants.computeIfAbsent(state, any -> new AtomicLong())));
        Gauge.builder("portalbots.tenants.due", () -> backlog.due()).register(meters);
        Gauge.builder("portalbots.reconcile.lag", () -> backlog.oldest().toMillis() / 1000.0)
                .baseUnit("seconds")
                .register(meters);
        this.convergence = Timer.builder("portalbots.reconcile.convergence")
                .serviceLevelObjectives(CONVERGENCE)
                .register(meters);
        plugins("loaded", () -> plugins.get().loaded().size());
        plugins("failed", () -> plugins.get().failures().size());
    }

    private void plugins(String state, Supplier<Number> count) {
        Gauge.builder("portalbots.plugins", count).tag("state", state).register(meters);
    }

    /** {@code portalbots_tenants{state="active"}}, as counted last. */
    public void counted(Map<String, Long> byState) {
        tenants.forEach((state, gauge) -> gauge.set(byState.getOrDefault(state, 0L)));
    }

    /**
     * {@code portalbots_tenants_due} and {@code portalbots_reconcile_lag_seconds}, which is how long the tenant has been
     * due that is so the longest, as measured last.
     */
    public void measured(Backlog measured) {
        backlog = measured;
    }

    /** {@code portalbots_reconcile_convergence_seconds}: from when a tenant became due until it was done. */
    public void converged(Duration took) {
        convergence.record(took);
    }

    /** {@code portalbots_reconcile_passes_total{outcome="done|unfinished|unavailable|stale|failed"}}. */
    public void passed(String outcome) {
        meters.counter("portalbots.reconcile.passes", "outcome", outcome).increment();
    }

    /** {@code portalbots_reconcile_steps_total{surface="imbot.app",step="register",answer="gone"}}. */
    void acted(Step step, Answer answer) {
        steps.computeIfAbsent(
                        List.of(step.key().surface(), label(step), label(answer)),
                        tags -> meters.counter(
                                "portalbots.reconcile.steps",
                                "surface",
                                tags.get(0),
                                "step",
                                tags.get(1),
                                "answer",
                                tags.get(2)))
                .increment();
    }

    public static String label(Step step) {
        return switch (step) {
            case Step.Register register -> "register";
            case Step.Update update -> "update";
            case Step.Unregister unregister -> "unregister";
            case Step.Retire retire -> "retire";
            case Step.Forget forget -> "forget";
            case Step.Doubt doubt -> "doubt";
        };
    }

    static String label(Answer answer) {
        return switch (answer) {
            case Answer.Done done -> "done";
            case Answer.Gone gone -> "gone";
            case Answer.OwnerGone gone -> "owner_gone";
            case Answer.Refused refused -> "refused";
            case Answer.Silent silent -> "silent";
        };
    }
}
