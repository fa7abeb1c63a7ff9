package io.portalbots.platform;

import io.portalbots.plugin.PluginHost;
import io.portalbots.plugin.PluginMetrics;
import io.portalbots.registry.Desires;
import io.portalbots.registry.ReconcileQueue;
import io.portalbots.registry.RegistryMetrics;
import io.portalbots.tenant.TenantStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the tenants that are due be looked at, and watches for what makes them due: signals, plugins, time. */
final class RegistryVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryVerticle.class);
    private static final long LOOK_MILLIS = 1000;
    private static final long MEASURE_MILLIS = 5000;
    private static final long COUNT_MILLIS = 5_000;

    private final Signals signals;
    private final PluginHost plugins;
    private final Desires desires;
    private final ReconcileQueue queue;
    private final RegistryMetrics metrics;
    private final PluginMetrics pluginMetrics;
    private final TenantStore tenants;
    private final Duration resync;
    private final Passes passes;
    private boolean looking;

    RegistryVerticle(
            Signals signals,
            PluginHost plugins,
            Desires desires,
            ReconcileQueue queue,
            Passes passes,
            RegistryMetrics metrics,
            PluginMetrics pluginMetrics,
            TenantStore tenants,
            Duration resync) {
        this.signals = signals;
        this.plugins = plugins;
        this.desires = desires;
        this.queue = queue;
        this.passes = passes;
        this.metrics = metrics;
        this.pluginMetrics = pluginMetrics;
        this.tenants = tenants;
        this.resync = resync;
    }

    @Override
    public Future<?> start() {
        var context = vertx.getOrCreateContext();
        signals.onTenantChanged(tenant -> context.runOnContext(any -> passes.work(() -> {
            queue.due(tenant);
            passes.drain();
        })));
        desires.tell();
        vertx.setPeriodic(LOOK_MILLIS, timer -> passes.work(passes::drain));
        vertx.setPeriodic(LOOK_MILLIS, timer -> passes.work(this::lookForPlugins));
        vertx.setPeriodic(1, MEASURE_MILLIS, timer -> passes.work(this::measure));
        vertx.setPeriodic(1, COUNT_MILLIS, timer -> passes.work(this::count));
        vertx.setPeriodic(1, resync.toMillis(), timer -> passes.work(queue::dueByRetired));
        passes.drain();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return passes.stop();
    }

    /** Off this thread, because loading a jar blocks. What could not be told is so at the next look. */
    private void lookForPlugins() {
        if (looking) {
            return;
        }
        looking = true;
        try {
            var changed = vertx.executeBlocking(plugins::look).await();
            pluginMetrics.of(plugins.current());
            desires.tell();
            if (changed) {
                passes.drain();
            }
        } catch (Exception e) {
            LOG.warn("the folder of plugins cannot be read, or what is in it not be told: {}", e.getMessage());
        } finally {
            looking = false;
        }
    }

    private void measure() {
        metrics.measured(queue.backlog());
    }

    private void count() {
        metrics.counted(tenants.countByState());
    }
}
