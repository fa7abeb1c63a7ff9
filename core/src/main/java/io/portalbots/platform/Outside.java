package io.portalbots.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.portalbots.portal.AppSurface;
import io.portalbots.portal.BotSurface;
import io.portalbots.portal.CommandSurface;
import io.portalbots.portal.EventSurface;
import io.portalbots.portal.Http;
import io.portalbots.portal.OAuth;
import io.portalbots.portal.Outward;
import io.portalbots.portal.Pace;
import io.portalbots.portal.PortalMessenger;
import io.portalbots.portal.PortalMetrics;
import io.portalbots.portal.RefreshingTokens;
import io.portalbots.portal.Rest;
import io.portalbots.portal.RestProbe;
import io.portalbots.portal.TenantRest;
import io.portalbots.registry.Surface;
import io.portalbots.store.Keys;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.TenantLife;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Our ways out: to portals, and to the authorization server. */
record Outside(TenantLife life, List<Surface> surfaces, PortalMessenger messenger) {

    static Outside open(
            Vertx vertx,
            boolean loopback,
            Map<String, Application> applications,
            Stores stores,
            Keys keys,
            MeterRegistry meters) {
        var metrics = new PortalMetrics(meters);
        var http = new Http(vertx, new Outward(vertx, loopback));
        var rest = new Rest(http, new Pace(vertx), metrics);
        var oauth = new OAuth(http, metrics, Clock.systemUTC());
        var tokens = new RefreshingTokens(vertx, applications, stores.tenants(), oauth, Clock.systemUTC());
        var tenantRest = new TenantRest(rest, tokens, stores.tenants());
        var surfaces = List.of(
                new EventSurface(tenantRest),
                new BotSurface(tenantRest),
                new CommandSurface(tenantRest),
                new AppSurface(tenantRest, keys));
        return new Outside(
                new TenantLife(stores.tenants(), oauth, new RestProbe(rest), tokens),
                surfaces,
                new PortalMessenger(tenantRest));
    }
}
