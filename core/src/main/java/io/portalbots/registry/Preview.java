package io.portalbots.registry;

import io.portalbots.plan.Imprint;
import io.portalbots.plan.Key;
import io.portalbots.plan.Registration;
import io.portalbots.plan.Step;
import io.portalbots.tenant.Tenant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is to do for one tenant.
 *
 * @param held of the steps those that the brakes keep back
 * @param ledger what is known of its portal
 * @param imprint the same for the same steps, based on the same, held back or not
 */
public record Preview(Tenant tenant, List<Step> steps, Set<Step> held, List<Registration> ledger, String imprint) {

    public static Preview of(Tenant tenant, List<Step> steps, Collection<Step> kept, List<Registration> ledger) {
        var held = steps.stream().filter(kept::contains).collect(Collectors.toSet());
        var imprint = new Imprint()
                .add(tenant.id().toString())
                .add(String.valueOf(tenant.generation()))
                .add(steps);
        return new Preview(tenant, steps, held, ledger, imprint.whole());
    }

    public int calls() {
        return Plans.calls(steps);
    }

    public int requests() {
        return Plans.requests(steps);
    }

    /** Plugins that have something there, or are to. */
    public Stream<String> plugins() {
        return Stream.concat(
                        ledger.stream().map(line -> line.key().plugin()),
                        steps.stream().map(step -> step.key().plugin()))
                .filter(plugin -> !plugin.equals(Key.SHARED));
    }

    public Plans.Plan plan() {
        return new Plans.Plan(steps, ledger, Set.of());
    }
}
