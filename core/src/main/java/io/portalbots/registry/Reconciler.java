package io.portalbots.registry;

import io.portalbots.plan.Step;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantStore;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one portal to what it should have: looks at wishes and ledger, plans, acts, and writes down what was answered.
 * Whatever goes wrong is news for the ledger, from which the next plan follows.
 */
public final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** A portal that loses things as fast as it gets them is left alone until the next look. */
    private static final int PLANS_AT_ONCE = 3;

    private final TenantStore tenants;
    private final Plans plans;
    private final Brakes brakes;
    private final RegistrationStore ledger;
    private final Portal portal;
    private final Map<String, Surface> surfaces;
    private final RegistryMetrics metrics;

    public Reconciler(
            TenantStore tenants,
            Plans plans,
            Brakes brakes,
            RegistrationStore ledger,
            Portal portal,
            Collection<Surface> surfaces,
            RegistryMetrics metrics) {
        this.tenants = tenants;
        this.plans = plans;
        this.brakes = brakes;
        this.ledger = ledger;
        this.portal = portal;
        this.surfaces = surfaces.stream().collect(Collectors.toMap(Surface::name, surface -> surface));
        this.metrics = metrics;
    }

    /**
     * Reconciles the tenant of a claim, if it is active.
     *
     * @return whether it should be looked at once more, because the portal goes on losing things
     * @throws PortalUnavailableException when the portal stayed silent; what was done until then is written down
     * @throws UnfinishedException when all else is done, but a plugin fails or the portal refuses to let something go
     * @throws RegistrationStore.StaleClaimException when the claim is over
     */
    public boolean reconcile(Claim claim) {
        return tenants.find(claim.tenant())
                .filter(Tenant::active)
                .map(tenant -> reconcile(claim, tenant))
                .orElse(false);
    }

    private boolean reconcile(Claim claim, Tenant tenant) {
        var lost = true;
        for (var round = 0; lost && round < PLANS_AT_ONCE; round++) {
            var plan = plans.of(tenant, brakes);
            var pass = pass(claim, tenant, plan);
            lost = pass.carryOut(plan.steps());
            if (!lost) {
                unfinished(plan, pass);
            }
        }
        return lost;
    }

    private static void unfinished(Plans.Plan plan, Pass pass) {
        if (!plan.failing().isEmpty()) {
            throw new UnfinishedException(
                    "plugins do not say what they offer: " + String.join(", ", new TreeSet<>(plan.failing())));
        }
        pass.unfinished().ifPresent(why -> {
            throw new UnfinishedException(why);
        });
    }

    /**
     * Carries out a plan that an operator wants, for a tenant that is active.
     *
     * @param plan made under the claim
     * @return whether there is more to plan, because the portal had lost something
     * @throws PortalUnavailableException when the portal stayed silent; what was done until then is written down
     * @throws RegistrationStore.StaleClaimException when the claim is over
     */
    public boolean carryOut(Claim claim, Tenant tenant, Plans.Plan plan) {
        return pass(claim, tenant, plan).carryOut(plan.steps());
    }

    private Pass pass(Claim claim, Tenant tenant, Plans.Plan plan) {
        if (!plan.steps().isEmpty()) {
            LOG.atDebug()
                    .addKeyValue("tenant", tenant.id())
                    .addKeyValue("steps", plan.steps().size())
                    .addKeyValue("requests", plan.requests())
                    .log("reconciling");
        }
        return new Pass(claim, tenant, Ids.of(plan.ledger()), this::surface, portal, ledger, metrics);
    }

    private Surface surface(Step step) {
        var surface = surfaces.get(step.key().surface());
        if (surface == null) {
            throw new IllegalStateException("no surface for " + step.key());
        }
        return surface;
    }
}
