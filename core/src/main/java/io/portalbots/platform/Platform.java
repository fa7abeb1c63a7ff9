package io.portalbots.platform;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.Conversations;
import io.portalbots.chat.Dispatch;
import io.portalbots.chat.FrameGuard;
import io.portalbots.chat.Frames;
import io.portalbots.plugin.Offers;
import io.portalbots.plugin.PluginHost;
import io.portalbots.plugin.PluginSet;
import io.portalbots.portal.ErrorMeanings;
import io.portalbots.portal.PortalMetrics;
import io.portalbots.registry.Backoff;
import io.portalbots.registry.BrakeMetrics;
import io.portalbots.registry.Desires;
import io.portalbots.registry.Doctor;
import io.portalbots.registry.Drift;
import io.portalbots.registry.DriftMetrics;
import io.portalbots.registry.FleetBrakes;
import io.portalbots.registry.HoldBoard;
import io.portalbots.registry.Overview;
import io.portalbots.registry.Plans;
import io.portalbots.registry.Reconciler;
import io.portalbots.registry.RegistryMetrics;
import io.portalbots.registry.Wishing;
import io.portalbots.spi.BotProfile;
import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.Keys;
import io.portalbots.store.PgKeyRotation;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Reception;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantCare;
import io.portalbots.tenant.TenantLife;
import io.portalbots.web.AdminRoute;
import io.portalbots.web.DiagnosisRoute;
import io.portalbots.web.EventDeskRoutes;
import io.portalbots.web.FrameSessions;
import io.portalbots.web.Handling;
import io.portalbots.web.HoldRoutes;
import io.portalbots.web.Intake;
import io.portalbots.web.KeyRotationRoute;
import io.portalbots.web.ManagementRoutes;
import io.portalbots.web.PageSessions;
import io.portalbots.web.PortalRoutes;
import io.portalbots.web.Presence;
import io.portalbots.web.PublicRoutes;
import io.portalbots.web.Sessions;
import io.portalbots.web.SettingRoute;
import io.portalbots.web.TenantRoutes;
import io.portalbots.web.TenantView;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The platform, wired: everything that exists once is made here, and nothing is looked up elsewhere. */
final class Platform implements AutoCloseable {

    private final Config config;
    private final Vertx vertx;
    private final PrometheusMeterRegistry meters;
    private final Map<String, Application> applications;
    private final Keys keys;
    private final Stores stores;
    private final Outside outside;
    private final PluginHost plugins;
    private final VertxWaiting waiting;
    private final Wishing wishing;
    private final HoldBoard holds;
    private final FleetBrakes brakes;
    private final Plans plans;
    private final RegistryMetrics registryMetrics;
    private final Reconciler reconciler;
    private final Signals signals = new Signals();
    private final Presence presence = new Presence();
    private final WebVerticle web;
    private final Deque<String> deployed = new ArrayDeque<>();

    /**
     * Starts the platform without its registry; returns once it serves. Blocks.
     *
     * @param adminToken opens the admin API
     * @throws StartException naming what cannot be used
     */
    static Platform start(Config config, DatabaseAddress database, Secret adminToken) {
        return start(config, database, adminToken, Wrapping.NONE);
    }

    /** Likewise, with {@code wrapping} around every adapter. */
    static Platform start(Config config, DatabaseAddress database, Secret adminToken, Wrapping wrapping) {
        var meters = Meters.create();
        var vertx = Vertx.builder()
                .with(new VertxOptions()
                        .setPreferNativeTransport(true)
                        .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true)))
                .withMetrics(new MicrometerMetricsFactory(meters))
                .build();
        try {
            return new Platform(config, vertx, meters, database, adminToken, wrapping);
        } catch (IOException e) {
            vertx.close();
            throw new StartException("the plugin folder " + config.plugins() + " cannot be used: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            vertx.close();
            throw e;
        }
    }

    private Platform(
            Config config,
            Vertx vertx,
            PrometheusMeterRegistry meters,
            DatabaseAddress database,
            Secret adminToken,
            Wrapping wrapping)
            throws IOException {
        this.config = config;
        this.vertx = vertx;
        this.meters = meters;
        this.applications =
                config.applications().stream().collect(Collectors.toMap(Application::name, Function.identity()));
        this.keys = Keys.read(config.keySource());
        this.stores = Stores.open(
                vertx, database, keys, config.data(), new PortalMetrics(meters)::exchangesDropped, wrapping);
        this.outside = Outside.open(vertx, config, applications, stores, keys, meters, wrapping);
        this.plugins = new PluginHost(config.plugins(), config.data().resolve("plugin-copies"));
        this.waiting = new VertxWaiting(vertx);
        this.wishing = new Wishing(
                applications,
                plugins::current,
                new Offers(waiting),
                stores.settings(),
                stores.switches(),
                this::naming);
        this.holds = new HoldBoard(
                stores.holds(),
                stores.marker(),
                stores.audit(),
                new BrakeMetrics(meters),
                stores.queue()::everybodyAgain);
        this.brakes = new FleetBrakes(
                stores.holds(),
                holds,
                new FleetBrakes.House(applications, plugins::current, stores.switches(), waiting),
                config.brakes());
        this.plans = new Plans(wishing, stores.ledger(), outside.surfaces());
        this.registryMetrics = new RegistryMetrics(meters, plugins::current);
        this.reconciler = new Reconciler(
                stores.tenants(),
                plans,
                brakes,
                stores.ledger(),
                outside.portal(),
                outside.surfaces(),
                registryMetrics);
        plugins.start();
        var core = core();
        var chatMetrics = new ChatMetrics(meters);
        var conversations = conversations(chatMetrics);
        var handling = new Handling(stores.tenants(), stores.inbox(), core, conversations, chatMetrics);
        var events = new DispatchVerticle(stores.inbox(), handling, config.eventsKept());
        this.web = web(core, chatMetrics, events.dispatch(), adminToken);
        deploy(new LogVerticle(stores.exchanges()));
        deploy(core);
        deploy(events);
        deploy(web);
    }

    private CoreVerticle core() {
        var life = new TenantLife(
                applications,
                stores.tenants(),
                stores.claims(),
                stores.chains(),
                outside.authorization(),
                outside.probe(),
                outside.tokens());
        var care = new TenantCare(stores.tenants(), stores.chains(), outside.tokens(), outside.probe());
        return new CoreVerticle(life, care, outside.tokens(), signals, stores.audit());
    }

    private Conversations conversations(ChatMetrics metrics) {
        return new Conversations(
                plugins::current,
                stores.directory(),
                stores.settings(),
                outside.messenger(),
                stores.outbox(),
                waiting,
                metrics,
                new LedgerNews(stores.ledger(), signals));
    }

    private WebVerticle web(CoreVerticle core, ChatMetrics metrics, Dispatch dispatch, Secret adminToken) {
        var guard = new FrameGuard(keys, Clock.systemUTC());
        var frames = new Frames(
                stores.tenants(),
                guard,
                stores.directory(),
                plugins::current,
                stores.settings(),
                waiting,
                metrics,
                stores.audit());
        var sessions = new Sessions(keys, Clock.systemUTC());
        var intake = new Intake(stores.tenants(), stores.inbox(), dispatch, core, metrics);
        var visitors = new Reception(
                applications, stores.tenants(), stores.chains(), outside.authorization(), outside.probe(), core);
        var pages = new PortalRoutes(
                applications,
                visitors,
                new PageSessions(sessions, stores.tenants(), Clock.systemUTC()),
                new Overview(wishing, plugins::current, stores.settings(), stores.switches(), stores.ledger()),
                stores.settings(),
                stores.switches(),
                signals::tenantChanged);
        var publicRoutes =
                PublicRoutes.router(vertx, applications, intake, dispatch, frames, new FrameSessions(sessions), pages);
        presence.on(publicRoutes);
        return new WebVerticle(
                config,
                meters,
                publicRoutes,
                ManagementRoutes.router(vertx, meters, this::health, adminToken, admin()));
    }

    private List<AdminRoute> admin() {
        var settings = new SettingRoute(stores.tenants(), plugins::current, stores.settings(), signals::tenantChanged);
        var rotation = new PgKeyRotation(vertx, stores.pool(), keys, stores.audit(), stores.pairs());
        var view = new TenantView(
                applications,
                plugins::current,
                stores.chains(),
                stores.ledger(),
                stores.queue(),
                stores.settings(),
                stores.trail(),
                stores.exchanges(),
                Clock.systemUTC());
        var tenants =
                new TenantRoutes(stores.tenants(), view, stores.exchanges(), stores.audit(), signals::tenantChanged);
        return Stream.of(
                        settings.routes(),
                        tenants.routes(),
                        new DiagnosisRoute(stores.tenants(), doctor()::of).routes(),
                        new KeyRotationRoute(rotation).routes(),
                        new HoldRoutes(holds).routes(),
                        new EventDeskRoutes(stores.desk(), stores.tenants(), stores.audit()).routes(),
                        presence.routes(),
                        new ByHand(vertx, stores, outside, signals, holds, wishing, plans, reconciler)
                                .routes(plugins::current, config.oauthRate()))
                .flatMap(List::stream)
                .toList();
    }

    private Doctor doctor() {
        return new Doctor(
                new Doctor.Sources(
                        plugins::current,
                        wishing,
                        stores.switches(),
                        plans,
                        stores.ledger(),
                        stores.queue()::standing,
                        stores.exchanges(),
                        holds,
                        outside.look()),
                new ErrorMeanings(),
                Clock.systemUTC());
    }

    /** Begins to reconcile. Apart from starting, so that a tenant that is about to be installed anew is left alone. */
    void reconcile() {
        deploy(new BrakesVerticle(brakes, holds));
        deploy(registry());
        config.drift().ifPresent(every -> deploy(new DriftVerticle(stores.probes(), drift(), every)));
    }

    private Wishing.Naming naming() {
        var sharedBot = new BotProfile(config.botName(), "", BotProfile.Color.AZURE);
        return new Wishing.Naming(publicUrl(), config.botPrefix(), sharedBot);
    }

    private RegistryVerticle registry() {
        return new RegistryVerticle(
                signals,
                plugins,
                new Desires(applications.values(), plugins::current, this::naming, stores.queue()),
                stores.queue(),
                new Passes(
                        vertx, stores.queue(), reconciler, new Backoff(RandomGenerator.getDefault()), registryMetrics),
                registryMetrics,
                stores.tenants(),
                config.resync());
    }

    private Drift drift() {
        return new Drift(
                stores.tenants(),
                stores.ledger(),
                stores.queue()::due,
                outside.probing(),
                outside.surfaces(),
                new DriftMetrics(meters));
    }

    private void deploy(Deployable verticle) {
        var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        deployed.addFirst(vertx.deployVerticle(verticle, options).await());
    }

    /** Where portals and browsers find us. */
    String publicUrl() {
        return config.publicUrl().map(Object::toString).orElseGet(this::localUrl);
    }

    /** Where this machine finds us. */
    String localUrl() {
        return "http://127.0.0.1:" + web.port();
    }

    /** Where operators and Prometheus find us. */
    String managementUrl() {
        return "http://" + config.managementHost() + ":" + web.managementPort();
    }

    Vertx vertx() {
        return vertx;
    }

    Stores stores() {
        return stores;
    }

    PluginSet plugins() {
        return plugins.current();
    }

    private JsonObject health() {
        var failures = new JsonArray();
        plugins.current().failures().forEach(failure -> failures.add(failure.toString()));
        var health = new JsonObject()
                .put("plugins", plugins.current().loaded().size())
                .put("refusedJars", failures);
        try {
            return health.put("due", stores.queue().pending())
                    .put("database", "ok")
                    .put("status", "ok");
        } catch (RuntimeException e) {
            return health.put("database", String.valueOf(e.getMessage())).put("status", "degraded");
        }
    }

    /** Stops what was started last first, and what the others need last. Blocks. */
    @Override
    public void close() {
        deployed.forEach(id -> vertx.undeploy(id).await());
        plugins.close();
        stores.pool().close().await();
        vertx.close().await();
    }
}
