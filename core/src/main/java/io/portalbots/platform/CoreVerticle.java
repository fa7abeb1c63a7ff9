package io.portalbots.platform;

import io.portalbots.portal.RefreshingTokens;
import io.portalbots.tenant.Audit;
import io.portalbots.tenant.Claim;
import io.portalbots.tenant.Installations;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantCare;
import io.portalbots.tenant.TenantLife;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns tenants and their tokens: the one place where they come and go, and are cared for. */
final class CoreVerticle extends VerticleBase implements Installations {

    private static final Logger LOG = LoggerFactory.getLogger(CoreVerticle.class);
    private static final long OFTEN_MILLIS = 1000;
    private static final long RARELY_MILLIS = 3_600_000;

    private final TenantLife life;
    private final TenantCare care;
    private final RefreshingTokens tokens;
    private final Signals signals;
    private final Audit audit;
    private final Set<String> underWay = new HashSet<>();

    CoreVerticle(TenantLife life, TenantCare care, RefreshingTokens tokens, Signals signals, Audit audit) {
        this.life = life;
        this.care = care;
        this.tokens = tokens;
        this.signals = signals;
        this.audit = audit;
    }

    @Override
    public Future<?> start() {
        tokens.handLeftPairs();
        every(OFTEN_MILLIS, "pairs", tokens::handLeftPairs);
        every(OFTEN_MILLIS, "claims", this::prove);
        every(OFTEN_MILLIS, "probes", care::probe);
        every(RARELY_MILLIS, "keep-alive", care::keepAlive);
        every(RARELY_MILLIS, "clean", care::clean);
        every(RARELY_MILLIS, "expire", life::expire);
        return Future.succeededFuture();
    }

    private void every(long millis, String name, Runnable task) {
        vertx.setPeriodic(millis, timer -> once(name, task));
    }

    /** One run of a task at a time. */
    private void once(String name, Runnable task) {
        if (!underWay.add(name)) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("{}: {}", name, e.getMessage());
        } finally {
            underWay.remove(name);
        }
    }

    private void prove() {
        for (var pending : life.waiting()) {
            vertx.runOnContext(any -> life.prove(pending).ifPresent(outcome -> told(pending.claim(), outcome)));
        }
    }

    private void told(Claim claim, Outcome outcome) {
        switch (outcome) {
            case Outcome.Installed installed -> {
                LOG.atInfo()
                        .addKeyValue("tenant", installed.tenant().id())
                        .addKeyValue("generation", installed.tenant().generation())
                        .addKeyValue("domain", installed.tenant().domain())
                        .addKeyValue("by", claim.kind())
                        .log("tenant installed");
                signals.tenantChanged(installed.tenant().id());
            }
            case Outcome.Rejected rejected -> {
                LOG.atWarn()
                        .addKeyValue("tenant", claim.tenant())
                        .addKeyValue("by", claim.kind())
                        .log("installation rejected: {}", rejected.why());
                var said = claim.kind() + ": " + rejected.why();
                audit.note(Audit.Line.of(Audit.Kind.CLAIM_REJECTED, claim.tenant(), "portal", said));
            }
        }
    }

    @Override
    public void announce(Claim claim, String source) {
        life.announce(claim, source);
        context.runOnContext(any -> once("claims", this::prove));
    }

    @Override
    public Outcome install(Claim claim, String source) {
        try {
            var outcome = life.install(claim, source);
            told(claim, outcome);
            return outcome;
        } catch (PortalUnavailableException e) {
            LOG.atWarn().addKeyValue("tenant", claim.tenant()).log("installation not proven yet: {}", e.getMessage());
            throw e;
        }
    }

    @Override
    public boolean uninstall(Tenant tenant, boolean clean) {
        var removed = life.uninstall(tenant, clean);
        signals.tenantChanged(tenant.id());
        return removed;
    }
}
