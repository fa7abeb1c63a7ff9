package io.portalbots.web;

import io.portalbots.registry.apply.BotReset;
import io.portalbots.registry.apply.BotReset.RefusedException;
import io.portalbots.tenant.Audit;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantStore;
import io.portalbots.tenant.TenantUnavailableException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes bots off a portal with all they own, and lets the registry put everything there anew.
 *
 * <pre>{@code
 * POST /admin/tenants/{tenant}/reset-bot {"plugin": "echo", "reason": ".."}
 * 200  {"id", "domain", .., "bots": 1, "owned": 4, "plugins": ["call", "echo"]}
 * 404 NO_TENANT, 409 SEVERAL_TENANTS, 409 WRONG_STATE, 409 REFUSED, 502 UNAVAILABLE
 * }</pre>
 */
public final class ResetBotRoute {

    private final Selector selector;
    private final BotReset reset;
    private final Audit audit;
    private final Consumer<TenantId> changed;

    public ResetBotRoute(TenantStore tenants, BotReset reset, Audit audit, Consumer<TenantId> changed) {
        this.selector = new Selector(tenants);
        this.reset = reset;
        this.audit = audit;
        this.changed = changed;
    }

    public List<AdminRoute> routes() {
        return List.of(new AdminRoute(HttpMethod.POST, "/admin/tenants/:tenant/reset-bot", this::reset));
    }

    private void reset(RoutingContext context) {
        selector.find(context).ifPresent(tenant -> {
            if (tenant.active()) {
                reset(context, tenant);
            } else {
                Json.error(
                        context,
                        409,
                        "WRONG_STATE",
                        tenant.id() + " (" + tenant.domain() + ") is "
                                + tenant.state().word() + " and its bots cannot be reset");
            }
        });
    }

    private void reset(RoutingContext context, Tenant tenant) {
        var body = Json.body(context);
        var plugin = Optional.of(text(body, "plugin")).filter(text -> !text.isEmpty());
        try {
            var done = reset.reset(tenant, plugin);
            note(tenant, done, text(body, "reason"));
            Json.answer(context, 200, json(tenant, done));
        } catch (RefusedException e) {
            Json.error(context, 409, "REFUSED", String.valueOf(e.getMessage()));
        } catch (PortalUnavailableException | TenantUnavailableException e) {
            Json.error(context, 502, "UNAVAILABLE", "the portal did not confirm it; try again: " + e.getMessage());
        } finally {
            changed.accept(tenant.id());
        }
    }

    private static String text(JsonObject body, String name) {
        return body.getValue(name) instanceof String text ? text : "";
    }

    private static JsonObject json(Tenant tenant, BotReset.Done done) {
        return TenantView.line(tenant)
                .put("bots", done.bots())
                .put("owned", done.owned())
                .put("plugins", new JsonArray(done.plugins()));
    }

    private void note(Tenant tenant, BotReset.Done done, String reason) {
        var said = done.bots() + " bots with " + done.owned() + " commands and apps of " + done.plugins();
        var why = reason.isBlank() ? "" : ": " + reason.strip();
        audit.note(Audit.Line.of(Audit.Kind.BOT_RESET, tenant.id(), "operator", said + why));
    }
}
