package io.portalbots.platform;

import io.portalbots.registry.Drift;
import io.portalbots.registry.ProbeQueue;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.RegistrationStore.StaleClaimException;
import io.portalbots.tenant.TenantUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has portals probed in turn, some of them a second. */
final class DriftVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(DriftVerticle.class);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 2000;
    private static final int EACH_LOOK = 10;
    private static final int AT_ONCE = 20;
    private static final long PATIENCE_SECONDS = 4;

    private final ProbeQueue queue;
    private final Drift drift;
    private final Duration every;
    private final Promise<Void> drained = Promise.promise();
    private int underWay;
    private boolean claiming;
    private boolean stopping;

    DriftVerticle(ProbeQueue queue, Drift drift, Duration every) {
        this.queue = queue;
        this.drift = drift;
        this.every = every;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOOK_MILLIS, timer -> look());
        return Future.succeededFuture();
    }

    /** Lets what is under way finish. */
    @Override
    public Future<?> stop() {
        stopping = true;
        endIfIdle();
        return Future.any(drained.future(), vertx.timer(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private void endIfIdle() {
        if (stopping && underWay == 0 && !claiming) {
            drained.tryComplete();
        }
    }

    private void look() {
        if (stopping || claiming || underWay >= AT_ONCE) {
            return;
        }
        claiming = true;
        try {
            var most = Math.min(EACH_LOOK, AT_ONCE - underWay);
            queue.claim(most, every, LIMIT).forEach(this::begin);
        } finally {
            claiming = false;
            endIfIdle();
        }
    }

    private void begin(Claim claim) {
        underWay++;
        vertx.runOnContext(any -> probe(claim));
    }

    private void probe(Claim claim) {
        try {
            queue.done(claim, looked(claim));
        } finally {
            underWay--;
            endIfIdle();
        }
    }

    /** Since when the tenant counts as probed: what was silent comes again after a quarter of the usual time. */
    private Duration looked(Claim claim) {
        try {
            return drift.look(claim) ? Duration.ZERO : every.minus(every.dividedBy(4));
        } catch (TenantUnavailableException e) {
            LOG.atDebug().addKeyValue("tenant", claim.tenant()).log("not probed: {}", e.getMessage());
            return every.minus(every.dividedBy(100));
        } catch (StaleClaimException e) {
            LOG.info("somebody else goes on: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("tenant", claim.tenant()).setCause(e).log("probing failed");
        }
        return every.minus(every.dividedBy(4));
    }
}
