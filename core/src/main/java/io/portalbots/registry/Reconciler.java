package io.portalbots.registry;

import io.portalbots.plan.Step;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantStore;
import java.util.Collection;
import java.util.Map;
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
        for (var plan = 0; lost && plan < PLANS_AT_ONCE; plan++) {
            lost = carryOut(claim, tenant, plans.of(tenant, brakes));
        }
        return lost;
    }

    /**
     * Carries out a plan that an operator wants, for a tenant that is active.
     *
     * @param plan made under the claim
     * @return whether there is more to plan, because the portal had lost something
     * @throws PortalUnavailableException when the portal stayed silent; what was done until then is written down
     * @throws RegistrationStore.StaleClaimException when the claim is over
     */
    boolean carryOut(Claim claim, Tenant tenant, Plans.Plan plan) {
        if (plan.steps().isEmpty()) {
            return false;
        }
        LOG.atInfo()
                .addKeyValue("tenant", tenant.id())
                .addKeyValue("steps", plan.steps().size())
                .addKeyValue("requests", plan.requests())
                .log("reconciling");
        return new Pass(claim, tenant, Ids.of(plan.ledger()), this::surface, portal, ledger, metrics)
                .carryOut(plan.steps());
    }

    private Surface surface(Step step) {
        var surface = surfaces.get(step.key().surface());
        if (surface == null) {
            throw new IllegalStateException("no surface for " + step.key());
        }
        return surface;
    }
}
