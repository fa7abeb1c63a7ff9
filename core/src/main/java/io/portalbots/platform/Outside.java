package io.portalbots.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.portalbots.chat.Messenger;
import io.portalbots.chat.PortalMethods;
import io.portalbots.portal.AppSurface;
import io.portalbots.portal.BotSurface;
import io.portalbots.portal.Budget;
import io.portalbots.portal.CommandSurface;
import io.portalbots.portal.EventSurface;
import io.portalbots.portal.ExchangeLog;
import io.portalbots.portal.FreshTokens;
import io.portalbots.portal.Http;
import io.portalbots.portal.OAuth;
import io.portalbots.portal.OAuthPace;
import io.portalbots.portal.Outward;
import io.portalbots.portal.PluginMethods;
import io.portalbots.portal.PortalMessenger;
import io.portalbots.portal.PortalMetrics;
import io.portalbots.portal.RefreshingTokens;
import io.portalbots.portal.Rest;
import io.portalbots.portal.RestLook;
import io.portalbots.portal.RestProbe;
import io.portalbots.portal.TenantPortal;
import io.portalbots.portal.TenantRest;
import io.portalbots.portal.Urgency;
import io.portalbots.registry.Portal;
import io.portalbots.registry.Surface;
import io.portalbots.registry.doctor.PortalLook;
import io.portalbots.store.Keys;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.AuthorizationServer;
import io.portalbots.tenant.OAuthHosts;
import io.portalbots.tenant.PortalProbe;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Our ways out: to portals, and to the authorization servers.
 *
 * @param probing the way to portals of what is not worth a refresh, and waits for all else
 */
record Outside(
        AuthorizationServer authorization,
        PortalProbe probe,
        RefreshingTokens tokens,
        Portal portal,
        Portal probing,
        List<Surface> surfaces,
        Messenger messenger,
        PortalMethods methods,
        PortalLook look) {

    /** Longer than an authorization server is waited for, so that nobody else asks meanwhile. */
    private static final Duration REFRESH_LEASE = Duration.ofSeconds(30);

    /** @param wrapping is put around each adapter */
    static Outside open(
            Vertx vertx,
            Config config,
            Map<String, Application> applications,
            Stores stores,
            Keys keys,
            MeterRegistry meters,
            Wrapping wrapping) {
        var metrics = new PortalMetrics(meters);
        var outward = new Outward(config.outwardAllow(), config.loopback());
        var budget = new Budget(vertx, metrics);
        var rest = new Rest(new Http(vertx, outward, config.outwardCa(), Http.PORTALS), budget, metrics);
        var quick = new Rest(new Http(vertx, outward, config.outwardCa(), Http.WAITED_FOR), budget, metrics);
        var oauthHttp = new Http(vertx, outward, config.outwardCa(), Http.OAUTH);
        var oauth = wrapping.around(
                AuthorizationServer.class,
                new OAuth(
                        oauthHttp,
                        new OAuthPace(vertx, config.oauthRate()),
                        new OAuthHosts(config.oauthHosts()),
                        metrics));
        var log = new ExchangeLog(stores.exchanges(), Clock.systemUTC());
        var tokens = new RefreshingTokens(
                vertx, applications, stores.tenants(), stores.chains(), stores.pairs(), oauth, REFRESH_LEASE, log);
        var registry = new TenantRest(rest.with(Urgency.RECONCILE), tokens, stores.tenants(), log, "reconcile");
        var fresh = new FreshTokens(stores.chains());
        var probing = new TenantRest(rest.with(Urgency.PROBE), fresh, stores.tenants(), log, "drift");
        var surfaces = Stream.<Surface>of(
                        new EventSurface(),
                        new BotSurface(),
                        new CommandSurface(),
                        new AppSurface(keys, config.knownApp()))
                .toList();
        return new Outside(
                oauth,
                wrapping.around(PortalProbe.class, new RestProbe(rest.with(Urgency.PROBE), config.botPrefix())),
                tokens,
                wrapping.around(Portal.class, new TenantPortal(registry)),
                wrapping.around(Portal.class, new TenantPortal(probing)),
                surfaces,
                wrapping.around(
                        Messenger.class,
                        new PortalMessenger(
                                new TenantRest(rest.with(Urgency.PERSON), tokens, stores.tenants(), log, "chat"))),
                wrapping.around(
                        PortalMethods.class,
                        new PluginMethods(
                                new TenantRest(rest.with(Urgency.PERSON), tokens, stores.tenants(), log, "plugin"))),
                new RestLook(quick.with(Urgency.PERSON), tokens, log));
    }
}
