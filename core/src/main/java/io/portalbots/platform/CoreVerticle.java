package io.portalbots.platform;

import io.portalbots.tenant.Installations;
import io.portalbots.tenant.Tenant;
import io.vertx.core.AbstractVerticle;

/** Owns tenants and their tokens: the one place where they come and go. */
final class CoreVerticle extends AbstractVerticle implements Installations {

    private final Installations life;
    private final Signals signals;

    CoreVerticle(Installations life, Signals signals) {
        this.life = life;
        this.signals = signals;
    }

    @Override
    public Outcome install(Claim claim) {
        var outcome = life.install(claim);
        if (outcome instanceof Outcome.Installed installed) {
            signals.tenantChanged(installed.tenant().id());
        }
        return outcome;
    }

    @Override
    public boolean uninstall(Tenant tenant) {
        var removed = life.uninstall(tenant);
        signals.tenantChanged(tenant.id());
        return removed;
    }
}
