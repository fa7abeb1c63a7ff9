package io.portalbots.web;

import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginSet;
import io.portalbots.tenant.SettingStore;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantStore;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * {@code PUT /admin/tenants/{tenant}/plugins/{plugin}/settings/{key} {"value": ".."}}: sets what a plugin declares. The
 * tenant is named by its id, its member id or its domain, or the beginning of one if that is enough.
 *
 * <p>200 {tenant, domain, plugin, key}; 404 if there is no such tenant, plugin or setting; 409 if several tenants
 * match; 400 if the plugin's rule refuses the value.
 */
public final class SettingRoute implements Handler<RoutingContext> {

    private static final String PATH = "/admin/tenants/:tenant/plugins/:plugin/settings/:key";

    private final Selector selector;
    private final Supplier<PluginSet> plugins;
    private final SettingStore settings;
    private final Consumer<TenantId> changed;

    public SettingRoute(
            TenantStore tenants, Supplier<PluginSet> plugins, SettingStore settings, Consumer<TenantId> changed) {
        this.selector = new Selector(tenants);
        this.plugins = plugins;
        this.settings = settings;
        this.changed = changed;
    }

    public List<AdminRoute> routes() {
        return List.of(new AdminRoute(HttpMethod.PUT, PATH, this));
    }

    @Override
    public void handle(RoutingContext context) {
        selector.find(context).ifPresent(tenant -> plugin(context).ifPresent(plugin -> set(context, tenant, plugin)));
    }

    private Optional<Plugin> plugin(RoutingContext context) {
        var id = context.pathParam("plugin");
        var plugin = plugins.get().find(id);
        if (plugin.isEmpty()) {
            var known = plugins.get().plugins().stream().map(Plugin::id).collect(Collectors.joining(", "));
            Json.error(context, 404, "NO_PLUGIN", "no plugin '" + id + "'; there are: " + known);
        }
        return plugin;
    }

    private void set(RoutingContext context, Tenant tenant, Plugin plugin) {
        var key = context.pathParam("key");
        var setting = plugin.setting(key);
        var value = value(context);
        if (setting.isEmpty()) {
            var known = plugin.settings().stream().map(one -> one.key()).collect(Collectors.joining(", "));
            Json.error(
                    context,
                    404,
                    "NO_SETTING",
                    "plugin " + plugin.id() + " has no setting '" + key + "'; it has: "
                            + (known.isEmpty() ? "none" : known));
            return;
        }
        var problem = value.map(setting.get()::problem).orElse(Optional.of("the body must be {\"value\": \"..\"}"));
        if (problem.isPresent()) {
            Json.error(context, 400, "WRONG_VALUE", problem.get());
            return;
        }
        settings.set(tenant.id(), plugin.id(), setting.get(), value.orElseThrow(), "admin api");
        changed.accept(tenant.id());
        Json.answer(
                context,
                200,
                new JsonObject()
                        .put("tenant", tenant.id().toString())
                        .put("domain", tenant.domain())
                        .put("plugin", plugin.id())
                        .put("key", key));
    }

    private static Optional<String> value(RoutingContext context) {
        return Json.body(context).getValue("value") instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
