package io.portalbots.web;

import io.portalbots.tenant.Audit;
import io.portalbots.tenant.Audit.Kind;
import io.portalbots.tenant.Exchanges;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantState.Cause;
import io.portalbots.tenant.TenantState.News;
import io.portalbots.tenant.TenantStore;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Tenants, for the operator. A tenant is named by its id, its member id or its domain, or the beginning of one.
 *
 * <pre>{@code
 * GET  /admin/tenants?state=active&after=ID&limit=100    200 {"tenants": [..], "next": "ID or empty"}
 * GET  /admin/tenants/{tenant}                           200 {"id", "domain", "state", "chains": [..], "apps": [..], ..}
 * POST /admin/tenants/{tenant}/suspend {"reason": ".."}  200, the tenant as in the list; it is not served any more
 * POST /admin/tenants/{tenant}/resume  {"reason": ".."}  200; what bars it is lifted
 * POST /admin/tenants/{tenant}/purge   {"reason": ".."}  200; tokens, settings, events and exchanges are gone for good
 * 404 NO_TENANT, 409 SEVERAL_TENANTS, 409 WRONG_STATE, 400 WRONG_LIMIT
 * }</pre>
 */
public final class TenantRoutes {

    private static final String TENANTS = "/admin/tenants";
    private static final String TENANT = TENANTS + "/:tenant";
    private static final int MOST = 1000;

    private final TenantStore tenants;
    private final Selector selector;
    private final TenantView view;
    private final Exchanges exchanges;
    private final Audit audit;
    private final Consumer<TenantId> changed;

    public TenantRoutes(
            TenantStore tenants, TenantView view, Exchanges exchanges, Audit audit, Consumer<TenantId> changed) {
        this.tenants = tenants;
        this.selector = new Selector(tenants);
        this.view = view;
        this.exchanges = exchanges;
        this.audit = audit;
        this.changed = changed;
    }

    public List<AdminRoute> routes() {
        return List.of(
                new AdminRoute(HttpMethod.GET, TENANTS, this::list),
                new AdminRoute(HttpMethod.GET, TENANT, this::show),
                new AdminRoute(HttpMethod.POST, TENANT + "/suspend", context -> act(context, this::suspend)),
                new AdminRoute(HttpMethod.POST, TENANT + "/resume", context -> act(context, this::resume)),
                new AdminRoute(HttpMethod.POST, TENANT + "/purge", context -> act(context, this::purge)));
    }

    private void list(RoutingContext context) {
        var limit = parameter(context, "limit", "100");
        if (!limit.matches("[0-9]{1,4}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            Json.error(context, 400, "WRONG_LIMIT", "limit must be 1 to " + MOST + " but is '" + limit + "'");
            return;
        }
        var most = Integer.parseInt(limit);
        var page = tenants.page(parameter(context, "state", ""), parameter(context, "after", ""), most);
        var next = page.size() < most ? "" : page.get(most - 1).id().toString();
        var list = new JsonArray(page.stream().map(TenantView::line).toList());
        Json.answer(context, 200, new JsonObject().put("tenants", list).put("next", next));
    }

    private static String parameter(RoutingContext context, String name, String otherwise) {
        return Objects.requireNonNullElse(context.request().getParam(name), otherwise);
    }

    private void show(RoutingContext context) {
        selector.find(context).ifPresent(tenant -> Json.answer(context, 200, view.whole(tenant)));
    }

    /** What the operator wants to be done. */
    private interface Deed {

        /** @throws WrongStateException if that cannot be done with the tenant as it is */
        Tenant on(Tenant tenant, String reason);
    }

    private void act(RoutingContext context, Deed deed) {
        var reason = Json.body(context).getValue("reason") instanceof String text ? text : "";
        selector.find(context).ifPresent(tenant -> {
            try {
                var after = deed.on(tenant, reason);
                changed.accept(tenant.id());
                Json.answer(context, 200, TenantView.line(after));
            } catch (WrongStateException e) {
                Json.error(context, 409, "WRONG_STATE", String.valueOf(e.getMessage()));
            }
        });
    }

    private Tenant suspend(Tenant tenant, String reason) {
        var why = "by the operator" + because(reason);
        var after = tenants.move(tenant, new News.Barred(Cause.OPERATOR, why));
        if (!(after.state() instanceof TenantState.Suspended suspended && suspended.cause() == Cause.OPERATOR)) {
            throw new WrongStateException(after, "cannot be suspended");
        }
        note(Kind.SUSPENDED, tenant, reason);
        return after;
    }

    private Tenant resume(Tenant tenant, String reason) {
        var after = tenants.move(tenant, new News.Released());
        if (!after.active() || tenant.active()) {
            throw new WrongStateException(after, "cannot be resumed");
        }
        note(Kind.RESUMED, tenant, reason);
        return after;
    }

    private Tenant purge(Tenant tenant, String reason) {
        if (tenant.active()) {
            throw new WrongStateException(tenant, "cannot be purged; suspend it or uninstall the application first");
        }
        var after = tenants.move(tenant, new News.Gone("purged by the operator" + because(reason)));
        if (!(after.state() instanceof TenantState.Removed)) {
            throw new WrongStateException(after, "cannot be purged");
        }
        tenants.clean(after);
        exchanges.forget(tenant.id());
        note(Kind.PURGED, tenant, reason);
        return after;
    }

    private static String because(String reason) {
        return reason.isBlank() ? "" : ": " + reason.strip();
    }

    private void note(Kind kind, Tenant tenant, String reason) {
        audit.note(Audit.Line.of(kind, tenant.id(), "operator", reason));
    }

    /** Says what a tenant is that something cannot be done with. */
    private static final class WrongStateException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongStateException(Tenant tenant, String what) {
            super(tenant.id() + " (" + tenant.domain() + ") is "
                    + tenant.state().word() + " and " + what);
        }
    }
}
