package io.portalbots.plugin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What plugins tell Prometheus of themselves. Their number is what labels grow with. */
public final class PluginMetrics {

    private final MeterRegistry meters;
    private final Map<String, Known> known = new HashMap<>();

    private record Known(PluginCalls calls, List<Meter> meters) {}

    public PluginMetrics(MeterRegistry meters, PluginHost host) {
        this.meters = meters;
        Gauge.builder("portalbots.plugins.leaking", () -> host.leaking().size()).register(meters);
    }

    /**
     * Measures the plugins of this moment, each as {@code plugin="echo"}: {@code portalbots_plugin_circuit} (0 called, 1
     * resting, 2 disabled), {@code portalbots_plugin_opened_total}, {@code portalbots_plugin_allocated_bytes_total} and
     * {@code portalbots_plugin_threads}.
     */
    public synchronized void of(PluginSet plugins) {
        known.entrySet().removeIf(entry -> {
            var same = plugins.find(entry.getKey())
                    .filter(plugin -> plugin.calls() == entry.getValue().calls());
            if (same.isEmpty()) {
                entry.getValue().meters().forEach(meters::remove);
            }
            return same.isEmpty();
        });
        plugins.plugins().forEach(plugin -> known.computeIfAbsent(plugin.id(), id -> known(id, plugin.calls())));
    }

    private Known known(String id, PluginCalls calls) {
        var made = List.<Meter>of(
                Gauge.builder(
                                "portalbots.plugin.circuit",
                                calls,
                                one -> one.standing().state().number())
                        .tag("plugin", id)
                        .register(meters),
                Gauge.builder("portalbots.plugin.threads", calls, PluginCalls::threads)
                        .tag("plugin", id)
                        .register(meters),
                FunctionCounter.builder("portalbots.plugin.opened", calls, PluginCalls::opened)
                        .tag("plugin", id)
                        .register(meters),
                FunctionCounter.builder("portalbots.plugin.allocated", calls, PluginCalls::allocated)
                        .baseUnit("bytes")
                        .tag("plugin", id)
                        .register(meters));
        return new Known(calls, made);
    }
}
