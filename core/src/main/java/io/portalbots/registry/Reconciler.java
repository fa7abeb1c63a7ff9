package io.portalbots.registry;

import io.portalbots.plan.Key;
import io.portalbots.plan.Planner;
import io.portalbots.plan.Registration;
import io.portalbots.plan.Step;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.Surface.Answer;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantStore;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one portal to what it should have: looks at wishes and ledger, plans, acts, and writes down each answer as it
 * comes. Whatever goes wrong is news for the ledger, from which the next plan follows.
 */
public final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final TenantStore tenants;
    private final Wishing wishing;
    private final Brakes brakes;
    private final RegistrationStore ledger;
    private final Map<String, Surface> surfaces;
    private final RegistryMetrics metrics;

    public Reconciler(
            TenantStore tenants,
            Wishing wishing,
            Brakes brakes,
            RegistrationStore ledger,
            java.util.List<Surface> surfaces,
            RegistryMetrics metrics) {
        this.tenants = tenants;
        this.wishing = wishing;
        this.brakes = brakes;
        this.ledger = ledger;
        this.surfaces = surfaces.stream().collect(Collectors.toMap(Surface::name, surface -> surface));
        this.metrics = metrics;
    }

    /**
     * Reconciles the tenant of a claim, if it is active.
     *
     * @return whether it should be looked at once more, because the portal had lost something
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
        var known = ledger.registrations(tenant);
        var plugins = known.stream().map(line -> line.key().plugin()).collect(Collectors.toSet());
        var steps = Planner.plan(brakes.on(tenant, wishing.of(tenant, plugins), known), known);
        var pass = new Pass(claim, tenant, Ids.of(known));
        steps.forEach(pass::act);
        return pass.lost;
    }

    /** One plan being carried out. */
    private final class Pass {

        private final Claim claim;
        private final Tenant tenant;
        private final Ids ids;
        private boolean lost;

        Pass(Claim claim, Tenant tenant, Ids ids) {
            this.claim = claim;
            this.tenant = tenant;
            this.ids = ids;
        }

        void act(Step step) {
            switch (step) {
                case Step.Register register -> register(register);
                case Step.Update update -> update(update);
                case Step.Unregister unregister -> unregister(unregister);
                case Step.Forget forget -> ledger.forget(claim, tenant, forget.key());
            }
        }

        private void register(Step.Register step) {
            var listing = step.listing();
            var owner = listing.owner().map(ids::of);
            if (owner.isPresent() && owner.get() == Ids.NONE) {
                return; // its bot was refused or lost on the way here; the next plan knows
            }
            ledger.save(claim, tenant, Registration.unknown(listing));
            var answer = surface(step).register(tenant, listing, owner.orElse(Ids.NONE));
            if (answer instanceof Answer.Done done && (step.uncertain() || tenant.generation() > 1)) {
                ids.put(step.key(), listing.owner(), done.id());
                answer = surface(step).update(tenant, listing, done.id()); // the id may be that of an older one
                record(step, answer, Registration.older(listing, done.id()));
            } else {
                record(step, answer, Registration.unknown(listing));
            }
        }

        private void update(Step.Update step) {
            var id = step.present().id().orElseThrow();
            record(step, surface(step).update(tenant, step.listing(), id), step.present());
        }

        private void unregister(Step.Unregister step) {
            var answer = surface(step).unregister(tenant, step.present());
            metrics.acted(step, answer);
            log(step, answer);
            if (answer instanceof Answer.Refused) {
                return; // it stays in the ledger, to be tried again at the next look; the rest of the plan goes on
            }
            ledger.forget(claim, tenant, step.key());
        }

        private void record(Step step, Answer answer, Registration before) {
            metrics.acted(step, answer);
            log(step, answer);
            var listing = step instanceof Step.Register register ? register.listing() : ((Step.Update) step).listing();
            switch (answer) {
                case Answer.Done done -> {
                    ids.put(step.key(), listing.owner(), done.id());
                    ledger.save(claim, tenant, Registration.of(listing, done.id()));
                }
                case Answer.Refused refused -> ledger.save(claim, tenant, before.refused(listing, refused.error()));
                case Answer.Gone gone -> forget(step.key());
                case Answer.OwnerGone gone -> {
                    ledger.forget(claim, tenant, step.key());
                    listing.owner().ifPresent(this::forget);
                }
            }
        }

        /** What the portal lost it lost with all it owned. */
        private void forget(Key key) {
            lost = true;
            ids.forget(key).forEach(gone -> ledger.forget(claim, tenant, gone));
        }

        private Surface surface(Step step) {
            var surface = surfaces.get(step.key().surface());
            if (surface == null) {
                throw new IllegalStateException("no surface for " + step.key());
            }
            return surface;
        }

        private void log(Step step, Answer answer) {
            var event = answer instanceof Answer.Refused ? LOG.atWarn() : LOG.atInfo();
            event.addKeyValue("tenant", tenant.id())
                    .addKeyValue("what", step.key())
                    .addKeyValue("answer", answer)
                    .log(RegistryMetrics.label(step));
        }
    }
}
