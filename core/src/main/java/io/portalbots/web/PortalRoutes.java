package io.portalbots.web;

import io.portalbots.registry.Overview;
import io.portalbots.tenant.AppSwitches;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.SettingStore;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.Visitors;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.function.Consumer;

/** The pages of the application within portals, and what is done on them. */
public final class PortalRoutes {

    private final Assets assets = Assets.load();
    private final OpeningRoute install;
    private final OpeningRoute open;
    private final ChangeRoute change;

    /** @param changed is told that something follows for a tenant */
    public PortalRoutes(
            Map<String, Application> applications,
            Visitors visitors,
            PageSessions sessions,
            Overview overview,
            SettingStore settings,
            AppSwitches switches,
            Consumer<TenantId> changed) {
        var pages = new Pages(overview, sessions, assets);
        this.install = new OpeningRoute(applications, visitors, sessions, pages, true);
        this.open = new OpeningRoute(applications, visitors, sessions, pages, false);
        this.change = new ChangeRoute(sessions, pages, overview, settings, switches, changed);
    }

    /** Below {@code base}, which ends with the application's name. */
    void mount(Router router, String base) {
        router.post(base + "/install").handler(install);
        router.post(base + "/app").handler(open);
        router.post(base + "/app/:what").handler(change);
        router.get("/assets/:version/:name").handler(assets);
    }
}
