package io.portalbots.platform;

import io.portalbots.plugin.PluginHost;
import io.portalbots.registry.Backoff;
import io.portalbots.registry.ReconcileQueue;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.Reconciler;
import io.portalbots.registry.RegistrationStore.StaleClaimException;
import io.portalbots.registry.RegistryMetrics;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.TenantStore;
import io.portalbots.tenant.TenantUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reconciles the tenants that are due, as many at a time as it may, and watches the folder of plugins. */
final class RegistryVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryVerticle.class);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 1000;
    private static final long COUNT_MILLIS = 5000;
    private static final int AT_ONCE = 64;
    private static final long PATIENCE_SECONDS = 4;

    private final Signals signals;
    private final PluginHost plugins;
    private final ReconcileQueue queue;
    private final Reconciler reconciler;
    private final Backoff backoff;
    private final RegistryMetrics metrics;
    private final TenantStore tenants;
    private final Duration resync;
    private final Promise<Void> drained = Promise.promise();
    private int underWay;
    private int claimed;
    private boolean looking;
    private boolean stopping;

    RegistryVerticle(
            Signals signals,
            PluginHost plugins,
            ReconcileQueue queue,
            Reconciler reconciler,
            Backoff backoff,
            RegistryMetrics metrics,
            TenantStore tenants,
            Duration resync) {
        this.signals = signals;
        this.plugins = plugins;
        this.queue = queue;
        this.reconciler = reconciler;
        this.backoff = backoff;
        this.metrics = metrics;
        this.tenants = tenants;
        this.resync = resync;
    }

    @Override
    public Future<?> start() {
        var context = vertx.getOrCreateContext();
        signals.onTenantChanged(tenant -> context.runOnContext(any -> work(() -> {
            queue.due(tenant);
            drain();
        })));
        vertx.setPeriodic(LOOK_MILLIS, timer -> work(this::drain));
        vertx.setPeriodic(LOOK_MILLIS, timer -> work(this::lookForPlugins));
        vertx.setPeriodic(COUNT_MILLIS, timer -> work(this::count));
        vertx.setPeriodic(resync.toMillis(), timer -> work(queue::allDue));
        queue.allDue();
        drain();
        return Future.succeededFuture();
    }

    /** Lets what is under way finish; what is due stays due for others, or for the next start. */
    @Override
    public Future<?> stop() {
        stopping = true;
        endIfIdle();
        return Future.any(drained.future(), vertx.timer(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private void work(Runnable task) {
        if (stopping) {
            return;
        }
        underWay++;
        try {
            task.run();
        } finally {
            underWay--;
            endIfIdle();
        }
    }

    private void endIfIdle() {
        if (stopping && underWay == 0 && claimed == 0) {
            drained.tryComplete();
        }
    }

    private void drain() {
        if (claimed < AT_ONCE) {
            for (var claim : queue.claim(AT_ONCE - claimed, LIMIT)) {
                claimed++;
                vertx.runOnContext(any -> look(claim));
            }
        }
    }

    private void look(Claim claim) {
        try {
            var again = reconciler.reconcile(claim);
            queue.done(claim);
            metrics.passed("done");
            if (again) {
                queue.due(claim.tenant());
            }
        } catch (PortalUnavailableException e) {
            metrics.passed("unavailable");
            var delay = backoff.delay(claim.attempt());
            LOG.atWarn()
                    .addKeyValue("tenant", claim.tenant())
                    .addKeyValue("again", delay)
                    .log("the portal is left alone for a while: {}", e.getMessage());
            queue.retry(claim, delay, String.valueOf(e.getMessage()));
        } catch (TenantUnavailableException e) {
            metrics.passed("unavailable");
            LOG.atWarn()
                    .addKeyValue("tenant", claim.tenant())
                    .log("the tenant cannot be reconciled: {}", e.getMessage());
            queue.done(claim);
        } catch (StaleClaimException e) {
            metrics.passed("stale");
            LOG.info("somebody else goes on: {}", e.getMessage());
        } catch (RuntimeException e) {
            metrics.passed("failed");
            LOG.atError().addKeyValue("tenant", claim.tenant()).setCause(e).log("reconciling failed");
            queue.retry(claim, backoff.delay(claim.attempt() + 5), String.valueOf(e));
        } finally {
            claimed--;
            endIfIdle();
        }
    }

    /** Off this thread, because loading a jar blocks. */
    private void lookForPlugins() {
        if (looking) {
            return;
        }
        looking = true;
        try {
            if (vertx.executeBlocking(plugins::look).await()) {
                queue.allDue();
                drain();
            }
        } catch (Exception e) {
            LOG.warn("the folder of plugins cannot be read: {}", e.getMessage());
        } finally {
            looking = false;
        }
    }

    private void count() {
        metrics.counted(tenants.countByState(), queue.pending());
    }
}
