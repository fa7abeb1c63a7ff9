package io.portalbots.registry;

import io.portalbots.plan.Abilities;
import io.portalbots.plan.Planner;
import io.portalbots.plan.Registration;
import io.portalbots.plan.Step;
import io.portalbots.tenant.Tenant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans for tenants: looks at what is wished of their portals and what these have. */
public final class Plans {

    private final Wishing wishing;
    private final RegistrationStore ledger;
    private final Map<String, Abilities> abilities;

    public Plans(Wishing wishing, RegistrationStore ledger, Collection<Surface> surfaces) {
        this.wishing = wishing;
        this.ledger = ledger;
        this.abilities = surfaces.stream().collect(Collectors.toMap(Surface::name, Surface::abilities));
    }

    /**
     * What is to be done for a tenant.
     *
     * @param ledger what was known of its portal when that was planned
     * @param failing plugins that do not say what they offer there, which have to be asked again
     */
    public record Plan(List<Step> steps, List<Registration> ledger, Set<String> failing) {

        /** How many requests the portal will get. */
        public int requests() {
            return Plans.requests(steps);
        }
    }

    static int calls(Collection<Step> steps) {
        return steps.stream().mapToInt(Step::calls).sum();
    }

    static int requests(Collection<Step> steps) {
        return (calls(steps) + Portal.MOST - 1) / Portal.MOST;
    }

    /**
     * Plans, and writes nothing but what {@code brakes} does.
     *
     * @param brakes keep back what they find
     */
    public Plan of(Tenant tenant, Brakes brakes) {
        var known = ledger.registrations(tenant);
        var plugins = known.stream().map(line -> line.key().plugin()).collect(Collectors.toSet());
        var wishes = brakes.on(tenant, wishing.of(tenant, plugins), known);
        return new Plan(Planner.plan(wishes, known, this::abilities), known, wishes.failing());
    }

    /**
     * What there is to do for a tenant, whether it is kept back or not. Writes nothing if {@code brakes} write nothing.
     *
     * @param brakes tell what would be kept back
     */
    public Preview preview(Tenant tenant, Scope scope, Brakes brakes) {
        var known = ledger.registrations(tenant);
        var plugins = known.stream().map(line -> line.key().plugin()).collect(Collectors.toSet());
        var wishes = wishing.of(tenant, plugins);
        var steps = Planner.plan(wishes, known, this::abilities);
        var let = brakes.on(tenant, wishes, known);
        var held = new HashSet<>(steps);
        (let.equals(wishes) ? steps : Planner.plan(let, known, this::abilities)).forEach(held::remove);
        return Preview.of(tenant, scope.of(steps), held, known);
    }

    private Abilities abilities(String surface) {
        var known = abilities.get(surface);
        if (known == null) {
            throw new IllegalStateException("no surface is called " + surface);
        }
        return known;
    }
}
