package io.portalbots.platform;

import io.portalbots.plugin.PluginHost;
import io.portalbots.registry.Backoff;
import io.portalbots.registry.Desires;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles the tenants that are due, as many at a time as it may, and watches the folder of plugins. Claims follow one
 * another while there are any; what is done meanwhile is written down together.
 */
final class RegistryVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryVerticle.class);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 1000;
    private static final long MEASURE_MILLIS = 5000;
    private static final long COUNT_MILLIS = 60_000;
    private static final long PATIENCE_SECONDS = 4;

    private final Signals signals;
    private final PluginHost plugins;
    private final Desires desires;
    private final ReconcileQueue queue;
    private final Reconciler reconciler;
    private final Backoff backoff;
    private final RegistryMetrics metrics;
    private final TenantStore tenants;
    private final Duration resync;
    private final Promise<Void> drained = Promise.promise();
    private final Desk desk = new Desk();
    private int underWay;
    private boolean busy;
    private boolean claiming;
    private boolean claimAgain;
    private boolean writing;
    private boolean looking;
    private boolean stopping;

    RegistryVerticle(
            Signals signals,
            PluginHost plugins,
            Desires desires,
            ReconcileQueue queue,
            Reconciler reconciler,
            Backoff backoff,
            RegistryMetrics metrics,
            TenantStore tenants,
            Duration resync) {
        this.signals = signals;
        this.plugins = plugins;
        this.desires = desires;
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
        desires.tell();
        vertx.setPeriodic(LOOK_MILLIS, timer -> work(this::drain));
        vertx.setPeriodic(LOOK_MILLIS, timer -> work(this::lookForPlugins));
        vertx.setPeriodic(1, MEASURE_MILLIS, timer -> work(this::measure));
        vertx.setPeriodic(1, COUNT_MILLIS, timer -> work(this::count));
        vertx.setPeriodic(1, resync.toMillis(), timer -> work(queue::dueByRetired));
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
        if (stopping && underWay == 0 && desk.isEmpty()) {
            drained.tryComplete();
        }
    }

    /** One statement at a time; whoever asks meanwhile may have seen more than it did, and has it followed by another. */
    private void drain() {
        claimAgain = true;
        if (claiming) {
            return;
        }
        claiming = true;
        try {
            while (claimAgain && !stopping && !desk.isFull()) {
                claimAgain = false;
                var claims = queue.claim(desk.room(), LIMIT);
                busy = !claims.isEmpty();
                claims.forEach(this::begin);
            }
        } finally {
            claiming = false;
        }
    }

    private void begin(Claim claim) {
        desk.enter(claim);
        var since = System.nanoTime();
        vertx.runOnContext(any -> look(claim, since));
    }

    private void look(Claim claim, long since) {
        var done = false;
        try {
            done = reconciled(claim);
        } finally {
            if (!done) {
                left(List.of(claim));
            }
        }
        if (done) {
            metrics.converged(claim.waited().plusNanos(System.nanoTime() - since));
            desk.done(claim);
            writeDown();
        }
    }

    /** Whether it was done, which is still to be written down. */
    private boolean reconciled(Claim claim) {
        try {
            if (reconciler.reconcile(claim)) {
                queue.due(claim.tenant()); // stays so when the claim ends, because it was asked for meanwhile
            }
            return true;
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
            queue.done(List.of(claim));
        } catch (StaleClaimException e) {
            metrics.passed("stale");
            LOG.info("somebody else goes on: {}", e.getMessage());
        } catch (RuntimeException e) {
            metrics.passed("failed");
            LOG.atError().addKeyValue("tenant", claim.tenant()).setCause(e).log("reconciling failed");
            queue.retry(claim, backoff.delay(claim.attempt() + 5), String.valueOf(e));
        }
        return false;
    }

    /** One statement at a time, for all that were done until then: few at a time when it is quiet, many when it is not. */
    private void writeDown() {
        if (writing) {
            return;
        }
        writing = true;
        try {
            for (var done = desk.takeDone(); !done.isEmpty(); done = desk.takeDone()) {
                writeDown(done);
            }
        } finally {
            writing = false;
        }
    }

    private void writeDown(List<Claim> done) {
        try {
            queue.done(done);
            done.forEach(claim -> metrics.passed("done"));
        } catch (RuntimeException e) {
            LOG.warn("{} tenants were looked at and will be so once more: {}", done.size(), e.getMessage());
        } finally {
            left(done);
        }
    }

    private void left(List<Claim> claims) {
        claims.forEach(desk::leave);
        endIfIdle();
        if (busy) {
            vertx.runOnContext(any -> work(this::drain));
        }
    }

    /** Off this thread, because loading a jar blocks. What could not be told is so at the next look. */
    private void lookForPlugins() {
        if (looking) {
            return;
        }
        looking = true;
        try {
            var changed = vertx.executeBlocking(plugins::look).await();
            desires.tell();
            if (changed) {
                drain();
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
