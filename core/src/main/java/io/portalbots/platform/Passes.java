package io.portalbots.platform;

import io.portalbots.registry.Backoff;
import io.portalbots.registry.ReconcileQueue;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.Reconciler;
import io.portalbots.registry.RegistrationStore.StaleClaimException;
import io.portalbots.registry.RegistryMetrics;
import io.portalbots.registry.UnfinishedException;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.TenantUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the tenants that are due, as many at a time as it may: groups of claims follow one another while there are any, and what
 * is done meanwhile is written down together. Belongs to one context.
 */
final class Passes {

    private static final Logger LOG = LoggerFactory.getLogger(Passes.class);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final long PATIENCE_SECONDS = 4;

    /** What is claimed together asks the database together, so places are not given away one by one. */
    private static final long LINGER_MILLIS = 50;

    /** Attempts after which a first one is repeated as seldom as what is our fault, or a plugin's. */
    private static final int SELDOM = 5;

    private final Vertx vertx;
    private final ReconcileQueue queue;
    private final Reconciler reconciler;
    private final Backoff backoff;
    private final RegistryMetrics metrics;
    private final Promise<Void> drained = Promise.promise();
    private final Desk desk;
    private int underWay;
    private boolean busy;
    private boolean claiming;
    private boolean claimAgain;
    private boolean claimSoon;
    private boolean writing;
    private boolean stopping;

    Passes(
            Vertx vertx,
            ReconcileQueue queue,
            Reconciler reconciler,
            Backoff backoff,
            RegistryMetrics metrics,
            Headroom headroom) {
        this.vertx = vertx;
        this.desk = new Desk(headroom);
        this.queue = queue;
        this.reconciler = reconciler;
        this.backoff = backoff;
        this.metrics = metrics;
    }

    /** Lets what is under way finish; what is due stays due for others, or for the next start. */
    Future<?> stop() {
        stopping = true;
        endIfIdle();
        return Future.any(drained.future(), vertx.timer(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** Does something, unless it is to end. */
    void work(Runnable task) {
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
    void drain() {
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
        } catch (UnfinishedException e) {
            metrics.passed("unfinished");
            var delay = backoff.delay(claim.attempt() + SELDOM);
            LOG.atInfo()
                    .addKeyValue("tenant", claim.tenant())
                    .addKeyValue("again", delay)
                    .log("something is to be tried again: {}", e.getMessage());
            queue.retry(claim, delay, String.valueOf(e.getMessage()));
        } catch (TenantUnavailableException e) {
            metrics.passed("unavailable");
            LOG.atWarn()
                    .addKeyValue("tenant", claim.tenant())
                    .log("the tenant cannot be reconciled: {}", e.getMessage());
            queue.done(List.of(claim));
        } catch (StaleClaimException e) {
            metrics.passed("stale");
            LOG.info("the tenant is somebody else's by now, or gone: {}", e.getMessage());
            // Says nothing of another's claim; without it a tenant that comes back could not be claimed for a while.
            queue.done(List.of(claim));
        } catch (RuntimeException e) {
            metrics.passed("failed");
            LOG.atError().addKeyValue("tenant", claim.tenant()).setCause(e).log("reconciling failed");
            queue.retry(claim, backoff.delay(claim.attempt() + SELDOM), String.valueOf(e));
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
        if (busy && !claimSoon) {
            claimSoon = true;
            vertx.setTimer(desk.isHalfEmpty() ? 1 : LINGER_MILLIS, timer -> {
                claimSoon = false;
                work(this::drain);
            });
        }
    }
}
