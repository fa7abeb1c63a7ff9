package io.portalbots.registry.apply;

import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginSet;
import io.portalbots.registry.Brakes;
import io.portalbots.registry.Plans;
import io.portalbots.registry.Preview;
import io.portalbots.registry.Scope;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes plans for many tenants, and writes nothing. Tenants are loaded a page at a time and forgotten; of plans their sums
 * are kept, the last {@value #KEPT} of them.
 */
public final class FleetPlans {

    private static final int PAGE = 64;
    private static final int KEPT = 20;
    private static final String ACTIVE = "active";

    private final TenantStore tenants;
    private final Plans plans;
    private final Brakes brakes;
    private final Predicate<Tenant> fresh;
    private final Supplier<PluginSet> plugins;
    private final Crew crew;
    private final int oauthRate;
    private final Map<String, FleetPlan> made = new LinkedHashMap<>();

    /**
     * @param brakes tell what is kept back, and write nothing
     * @param fresh whether a tenant's access token is good for a while
     * @param oauthRate access tokens a second that are to be had
     */
    public FleetPlans(
            TenantStore tenants,
            Plans plans,
            Brakes brakes,
            Predicate<Tenant> fresh,
            Supplier<PluginSet> plugins,
            Crew crew,
            int oauthRate) {
        this.tenants = tenants;
        this.plans = plans;
        this.brakes = brakes;
        this.fresh = fresh;
        this.plugins = plugins;
        this.crew = crew;
        this.oauthRate = oauthRate;
    }

    /** Hears of a plan while it is made. */
    public interface Watch {

        Watch NOBODY = new Watch() {};

        /** A tenant for which there is something to do, in the order of their ids. */
        default void touched(Preview preview) {}

        /** So many tenants were looked at. */
        default void looked(long tenants) {}
    }

    /** A plugin that is not here, and nowhere on the portals that were looked at; the message names those that are. */
    public static final class NoPluginException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoPluginException(String message) {
            super(message);
        }
    }

    private record Look(Preview preview, boolean fresh) {}

    /**
     * Looks at active tenants.
     *
     * @throws NoPluginException once all were looked at
     */
    public FleetPlan make(Scope scope, Watch watch) {
        var tally = new Tally(new Estimate(oauthRate));
        var known = known();
        var looked = 0L;
        for (var page = first(scope); !page.isEmpty(); page = next(scope, page)) {
            for (var look : crew.all(page, tenant -> look(tenant, scope))) {
                look.preview().plugins().forEach(known::add);
                tally.add(look.preview(), look.fresh());
                if (!look.preview().steps().isEmpty()) {
                    watch.touched(look.preview());
                }
            }
            looked += page.size();
            watch.looked(looked);
        }
        scope.plugin().filter(id -> !known.contains(id)).ifPresent(id -> {
            throw new NoPluginException("no plugin '" + id + "'; there are: " + String.join(", ", known));
        });
        return kept(tally.plan(scope));
    }

    private Set<String> known() {
        var set = plugins.get();
        var known = new TreeSet<String>();
        set.plugins().stream().map(Plugin::id).forEach(known::add);
        set.failures().stream().flatMap(failure -> failure.plugin().stream()).forEach(known::add);
        return known;
    }

    private List<Tenant> first(Scope scope) {
        return scope.tenant().isPresent()
                ? tenants.find(scope.tenant().get()).filter(Tenant::active).stream()
                        .toList()
                : tenants.page(ACTIVE, "", PAGE);
    }

    private List<Tenant> next(Scope scope, List<Tenant> page) {
        return scope.tenant().isPresent() || page.size() < PAGE
                ? List.of()
                : tenants.page(ACTIVE, page.get(page.size() - 1).id().toString(), PAGE);
    }

    private Look look(Tenant tenant, Scope scope) {
        var preview = preview(tenant, scope);
        return new Look(preview, preview.calls() == 0 || fresh.test(tenant));
    }

    Preview preview(Tenant tenant, Scope scope) {
        return plans.preview(tenant, scope, brakes);
    }

    private FleetPlan kept(FleetPlan plan) {
        synchronized (made) {
            made.remove(plan.name());
            made.put(plan.name(), plan);
            if (made.size() > KEPT) {
                made.remove(made.keySet().iterator().next());
            }
        }
        return plan;
    }

    /** One of the last plans made here. */
    public Optional<FleetPlan> made(String name) {
        synchronized (made) {
            return Optional.ofNullable(made.get(name));
        }
    }
}
