package io.portalbots.registry;

import io.portalbots.plan.Registration;
import io.portalbots.plan.Registration.Slot;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.RegistrationStore.Entry;
import io.portalbots.registry.Surface.Answer;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantStore;
import io.portalbots.tenant.TenantUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what portals lost without a word, as when somebody deletes a bot by hand. What a portal says is gone is struck
 * from the ledger, so that the next plan registers it anew; whatever else it says, or does not, changes nothing.
 */
public final class Drift {

    private static final Logger LOG = LoggerFactory.getLogger(Drift.class);

    private final TenantStore tenants;
    private final RegistrationStore ledger;
    private final Consumer<TenantId> due;
    private final Portal portal;
    private final Map<String, Surface> surfaces;
    private final DriftMetrics metrics;

    /**
     * @param due makes a tenant due
     * @param portal refreshes no tokens
     */
    public Drift(
            TenantStore tenants,
            RegistrationStore ledger,
            Consumer<TenantId> due,
            Portal portal,
            Collection<Surface> surfaces,
            DriftMetrics metrics) {
        this.tenants = tenants;
        this.ledger = ledger;
        this.due = due;
        this.portal = portal;
        this.surfaces = surfaces.stream().collect(Collectors.toMap(Surface::name, surface -> surface));
        this.metrics = metrics;
    }

    /**
     * Asks the portal of the claim's tenant for all the ledger has, in as few requests as it takes.
     *
     * @return whether it said something of everything
     * @throws TenantUnavailableException if it cannot be asked without new tokens
     * @throws RegistrationStore.StaleClaimException when the claim is over
     */
    public boolean look(Claim claim) {
        return tenants.find(claim.tenant())
                .filter(Tenant::active)
                .map(tenant -> look(claim, tenant))
                .orElse(true);
    }

    private boolean look(Claim claim, Tenant tenant) {
        var known = ledger.registrations(tenant);
        var gone = new ArrayList<Slot>();
        var answered = true;
        for (var probes : requests(known)) {
            answered &= ask(tenant, probes, gone);
        }
        if (!gone.isEmpty()) {
            strike(claim, tenant, gone, Ids.of(known));
        }
        return answered;
    }

    /** A call, and what its answer is about: one list of bots is enough for all of them. */
    private record Probe(Call call, List<Registration> lines) {}

    private List<List<Probe>> requests(List<Registration> known) {
        var byCall = new LinkedHashMap<Call, List<Registration>>();
        known.stream()
                .filter(Drift::isCertain)
                .forEach(line -> byCall.computeIfAbsent(surface(line).probe(line), call -> new ArrayList<>())
                        .add(line));
        var requests = new ArrayList<List<Probe>>();
        byCall.forEach((call, lines) -> {
            if (requests.isEmpty() || requests.getLast().size() == Portal.MOST) {
                requests.add(new ArrayList<>());
            }
            requests.getLast().add(new Probe(call, lines));
        });
        return requests;
    }

    /** A probe repeats something the portal has, so it must be known; the next plan is about what is not. */
    private static boolean isCertain(Registration line) {
        return line.id().isPresent() && !line.fields().isEmpty();
    }

    private boolean ask(Tenant tenant, List<Probe> probes, List<Slot> gone) {
        var answered = true;
        var outcomes = outcomes(tenant, probes);
        for (var position = 0; position < probes.size(); position++) {
            for (var line : probes.get(position).lines()) {
                var answer = surface(line).probed(line, outcomes.get(position));
                metrics.probed(answer);
                answered &= !(answer instanceof Answer.Silent);
                if (answer instanceof Answer.Gone) {
                    gone.add(line.slot());
                }
            }
        }
        return answered;
    }

    private List<Outcome> outcomes(Tenant tenant, List<Probe> probes) {
        try {
            metrics.asked();
            return portal.call(tenant, probes.stream().map(Probe::call).toList());
        } catch (PortalUnavailableException e) {
            var silence = new Outcome.Silence(String.valueOf(e.getMessage()));
            return probes.stream().<Outcome>map(probe -> silence).toList();
        }
    }

    /** The tenant is due before anything is struck: whoever dies in between leaves something to look at. */
    private void strike(Claim claim, Tenant tenant, List<Slot> gone, Ids ids) {
        var lost = new HashSet<Slot>();
        gone.forEach(slot -> lost.addAll(ids.forget(slot)));
        due.accept(tenant.id());
        ledger.write(claim, tenant, lost.stream().<Entry>map(Entry.Strike::new).toList());
        lost.forEach(slot -> metrics.found(slot.key().surface()));
        LOG.atInfo()
                .addKeyValue("tenant", tenant.id())
                .addKeyValue("lost", lost)
                .log("the portal lost what it had");
    }

    private Surface surface(Registration line) {
        var surface = surfaces.get(line.key().surface());
        if (surface == null) {
            throw new IllegalStateException("no surface for " + line.key());
        }
        return surface;
    }
}
