package io.portalbots.platform;

import io.portalbots.plan.Key;
import io.portalbots.plugin.PluginSet;
import io.portalbots.registry.Plans;
import io.portalbots.registry.Reconciler;
import io.portalbots.registry.Wishing;
import io.portalbots.registry.apply.BotReset;
import io.portalbots.registry.apply.FleetPlans;
import io.portalbots.registry.apply.HoldApproval;
import io.portalbots.registry.apply.PlanRuns;
import io.portalbots.registry.apply.Turns;
import io.portalbots.registry.brakes.HeldView;
import io.portalbots.registry.brakes.HoldBoard;
import io.portalbots.tenant.Tenant;
import io.portalbots.web.AdminRoute;
import io.portalbots.web.PlanRoutes;
import io.portalbots.web.ResetBotRoute;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What operators do with the registry by hand, wired: plans, their application, and resets of bots. */
record ByHand(
        Vertx vertx,
        Stores stores,
        Outside outside,
        Signals signals,
        HoldBoard holds,
        Wishing wishing,
        Plans plans,
        Reconciler reconciler) {

    /** So that a plan of many tenants leaves connections and plugins to others. */
    private static final int PLANNED_AT_ONCE = 8;

    private static final int APPLIED_AT_ONCE = 64;

    List<AdminRoute> routes(Supplier<PluginSet> plugins, int oauthRate) {
        var turns = new Turns(
                stores.tenantClaims(), pause -> vertx.timer(pause.toMillis()).await());
        var fleet = new FleetPlans(
                stores.tenants(),
                plans,
                new HeldView(stores.holds()),
                this::isFresh,
                plugins,
                new VertxCrew(PLANNED_AT_ONCE),
                oauthRate);
        var runs = new PlanRuns(
                fleet,
                stores.tenants(),
                reconciler,
                stores.ledger(),
                turns,
                new HoldApproval(holds),
                stores.audit(),
                signals::tenantChanged,
                new VertxCrew(APPLIED_AT_ONCE),
                work -> Thread.ofVirtual().name("apply").start(work));
        return Stream.of(
                        new PlanRoutes(stores.tenants(), fleet, runs).routes(),
                        reset(turns).routes())
                .flatMap(List::stream)
                .toList();
    }

    private boolean isFresh(Tenant tenant) {
        return stores.chains().chains(tenant).stream()
                .anyMatch(chain -> chain.retired().isEmpty() && chain.left().isPositive());
    }

    private ResetBotRoute reset(Turns turns) {
        var bots = outside.surfaces().stream()
                .filter(surface -> surface.name().equals(Key.BOT))
                .findFirst()
                .orElseThrow();
        var reset = new BotReset(wishing, stores.ledger(), outside.portal(), bots, turns);
        return new ResetBotRoute(stores.tenants(), reset, stores.audit(), signals::tenantChanged);
    }
}
