package io.portalbots.web;

import io.portalbots.registry.Preview;
import io.portalbots.registry.Scope;
import io.portalbots.registry.apply.FleetPlans;
import io.portalbots.registry.apply.FleetPlans.NoPluginException;
import io.portalbots.registry.apply.PlanRuns;
import io.portalbots.registry.apply.PlanRuns.NotNowException;
import io.portalbots.tenant.TenantStore;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What there is to do on portals, and doing it. A plan can take minutes, so it comes in lines as it is made.
 *
 * <pre>{@code
 * GET  /admin/plan?tenant=acme&plugin=echo&each=true
 * 200  {"looked": 64, "of": 1000}                                            a line each for some more tenants
 *      {"tenant": "..", "domain": "..", "calls": 3, "steps": [{"step": "update", "does": "..", "changes": [..]}, ..]}
 *                                                                            by each=true, for each that is touched
 *      {"plan": "3f9c1b7e5a2d", "touched": 1000, "groups": [{"tenants": 1000, "steps": [..]}], ..}      the last line,
 *      {"error": "NO_PLUGIN", "message": ".."}                               or this one
 * POST /admin/plans/apply {"plan": "3f9c1b7e5a2d", "tenant": "acme", "plugin": "echo"}
 * GET  /admin/plans/apply/{job}
 * 202, 200  {"job": "..", "phase": "planning|applying|done|changed|failed", "done": 12, "total": 1000, "applied": 12, ..}
 * 400 WRONG_PLAN, 404 NO_TENANT, 404 NO_JOB, 409 SEVERAL_TENANTS, 409 NOT_NOW
 * }</pre>
 */
public final class PlanRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(PlanRoutes.class);
    private static final String APPLY = "/admin/plans/apply";

    private final TenantStore tenants;
    private final Selector selector;
    private final FleetPlans plans;
    private final PlanRuns runs;

    public PlanRoutes(TenantStore tenants, FleetPlans plans, PlanRuns runs) {
        this.tenants = tenants;
        this.selector = new Selector(tenants);
        this.plans = plans;
        this.runs = runs;
    }

    public List<AdminRoute> routes() {
        return List.of(
                new AdminRoute(HttpMethod.GET, "/admin/plan", this::plan),
                new AdminRoute(HttpMethod.POST, APPLY, this::apply),
                new AdminRoute(HttpMethod.GET, APPLY + "/:job", this::progress));
    }

    private void plan(RoutingContext context) {
        var each = "true".equals(context.request().getParam("each"));
        scope(context, parameter(context, "tenant"), parameter(context, "plugin"))
                .ifPresent(scope -> stream(context.response(), scope, each));
    }

    private static String parameter(RoutingContext context, String name) {
        return Objects.requireNonNullElse(context.request().getParam(name), "");
    }

    private Optional<Scope> scope(RoutingContext context, String tenant, String plugin) {
        var id = Optional.of(plugin).filter(text -> !text.isEmpty());
        return tenant.isEmpty()
                ? Optional.of(new Scope(Optional.empty(), id))
                : selector.find(context, tenant).map(found -> new Scope(Optional.of(found.id()), id));
    }

    private void stream(HttpServerResponse response, Scope scope, boolean each) {
        response.setChunked(true)
                .putHeader("Content-Type", "application/x-ndjson")
                .putHeader("Cache-Control", "no-store");
        Consumer<JsonObject> lines =
                line -> response.write(line.toBuffer().appendString("\n")).await();
        try {
            lines.accept(last(lines, scope, each));
            response.end().await();
        } catch (Exception e) { // await() throws what writing failed with, checked or not
            LOG.info("whoever asked for a plan did not wait for it: {}", e.getMessage());
        }
    }

    private JsonObject last(Consumer<JsonObject> lines, Scope scope, boolean each) {
        try {
            return PlanJson.whole(plans.make(scope, watch(lines, total(scope), each)));
        } catch (NoPluginException e) {
            return error("NO_PLUGIN", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("planning was broken off", e);
            return error("FAILED", "planning was broken off; the platform's log says why");
        }
    }

    private long total(Scope scope) {
        return scope.tenant().isPresent() ? 1 : tenants.countByState().getOrDefault("active", 0L);
    }

    private static FleetPlans.Watch watch(Consumer<JsonObject> lines, long total, boolean each) {
        return new FleetPlans.Watch() {
            @Override
            public void touched(Preview preview) {
                if (each) {
                    lines.accept(PlanJson.tenant(preview));
                }
            }

            @Override
            public void looked(long tenants) {
                lines.accept(new JsonObject().put("looked", tenants).put("of", total));
            }
        };
    }

    private static JsonObject error(String error, String message) {
        return new JsonObject().put("error", error).put("message", message);
    }

    private void apply(RoutingContext context) {
        var body = Json.body(context);
        var plan = text(body, "plan");
        if (!plan.matches("[0-9a-f]{12}")) {
            Json.error(context, 400, "WRONG_PLAN", "a plan's name is 12 of 0-9 and a-f, but is '" + plan + "'");
            return;
        }
        scope(context, text(body, "tenant"), text(body, "plugin")).ifPresent(scope -> {
            try {
                Json.answer(context, 202, PlanJson.run(runs.begin(plan, scope)));
            } catch (NotNowException e) {
                Json.error(context, 409, "NOT_NOW", String.valueOf(e.getMessage()));
            }
        });
    }

    private static String text(JsonObject body, String name) {
        return body.getValue(name) instanceof String text ? text : "";
    }

    private void progress(RoutingContext context) {
        runs.find(context.pathParam("job"))
                .ifPresentOrElse(
                        run -> Json.answer(context, 200, PlanJson.run(run)),
                        () -> Json.error(context, 404, "NO_JOB", "there is no such job here; it may be long over"));
    }
}
