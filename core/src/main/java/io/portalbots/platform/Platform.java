package io.portalbots.platform;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.portalbots.chat.AppsCommand;
import io.portalbots.chat.AppsMenu;
import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.Conversations;
import io.portalbots.chat.Dispatch;
import io.portalbots.chat.FrameGuard;
import io.portalbots.chat.Frames;
import io.portalbots.chat.Hosts;
import io.portalbots.plugin.Offers;
import io.portalbots.plugin.PluginHost;
import io.portalbots.plugin.PluginMetrics;
import io.portalbots.plugin.PluginSet;
import io.portalbots.portal.ErrorMeanings;
import io.portalbots.registry.Backoff;
import io.portalbots.registry.Desires;
import io.portalbots.registry.Drift;
import io.portalbots.registry.DriftMetrics;
import io.portalbots.registry.Overview;
import io.portalbots.registry.Plans;
import io.portalbots.registry.Reconciler;
import io.portalbots.registry.RegistryMetrics;
import io.portalbots.registry.Wishing;
import io.portalbots.registry.brakes.BrakeMetrics;
import io.portalbots.registry.brakes.FleetBrakes;
import io.portalbots.registry.brakes.HoldBoard;
import io.portalbots.registry.doctor.Doctor;
import io.portalbots.spi.BotProfile;
import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.Keys;
import io.portalbots.store.PgKeyRotation;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Reception;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantCare;
import io.portalbots.tenant.TenantLife;
import io.portalbots.web.Accept;
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
import io.portalbots.web.PublicDoor;
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
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The platform, wired: everything that exists once is made here, and nothing is looked up elsewhere. */
final class Platform implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    /** What a JVM ends with that is told to end when memory runs out. */
    private static final int OUT_OF_MEMORY = 3;

    private final Config config;
    private final Vertx vertx;
    private final PrometheusMeterRegistry meters;
    private final Map<String, Application> applications;
    private final Keys keys;
    private final Stores stores;
    private final Outside outside;
    private final PluginHost plugins;
    private final VertxWaiting waiting;
    private final Headroom headroom;
    private final ChatMetrics chatMetrics;
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
                .with(new VertxOptions().setPreferNativeTransport(true).setMetricsOptions(metrics()))
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
        this.chatMetrics = new ChatMetrics(meters);
        this.headroom = new Headroom(meters);
        this.stores = Stores.open(vertx, database, keys, config.data(), (long) config.spool() << 20, meters, wrapping);
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
        vertx.exceptionHandler(this::unhandled);
        plugins.start();
        var core = core();
        var conversations = conversations();
        var handling = new Handling(stores.tenants(), stores.inbox(), core, conversations, chatMetrics);
        var events = new DispatchVerticle(stores.inbox(), handling, config.eventsKept(), headroom);
        this.web = web(core, events.dispatch(), adminToken);
        deploy(new LogVerticle(stores.exchanges()));
        deploy(core);
        deploy(events);
        deploy(web);
    }

    /** Without memory nobody knows what was left half done, so the process ends, unless a plugin had taken it. */
    private void unhandled(Throwable problem) {
        if (problem instanceof OutOfMemoryError && !plugins.ranOutOfMemory()) {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
        LOG.error("not handled", problem);
    }

    /** Without those of sockets, which those of HTTP say better, and of pools: a virtual thread is one for each task. */
    static MicrometerMetricsOptions metrics() {
        return new MicrometerMetricsOptions()
                .setEnabled(true)
                .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER.toCategory())
                .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT.toCategory())
                .addDisabledMetricsCategory(MetricsDomain.NET_SERVER.toCategory())
                .addDisabledMetricsCategory(MetricsDomain.NAMED_POOLS.toCategory());
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

    private Hosts hosts() {
        return new Hosts(new Hosts.Services(
                stores.storage(), outside.methods(), stores.scopes(), outside.messenger(), stores.directory()));
    }

    private Conversations conversations() {
        var menu = new AppsMenu(
                plugins::current, new Offers(waiting), stores.settings(), stores.directory(), config.menuSupport());
        return new Conversations(
                plugins::current,
                stores.directory(),
                menu,
                outside.messenger(),
                hosts(),
                stores.outbox(),
                waiting,
                chatMetrics,
                new LedgerNews(stores.ledger(), signals));
    }

    private WebVerticle web(CoreVerticle core, Dispatch dispatch, Secret adminToken) {
        var guard = new FrameGuard(keys, Clock.systemUTC());
        var frames = new Frames(
                stores.tenants(),
                guard,
                stores.directory(),
                plugins::current,
                stores.settings(),
                hosts(),
                waiting,
                chatMetrics,
                stores.audit());
        var sessions = new Sessions(keys, Clock.systemUTC());
        var intake = new Intake(stores.tenants(), stores.events(), dispatch, core, chatMetrics);
        var visitors = new Reception(
                applications, stores.tenants(), stores.chains(), outside.authorization(), outside.probe(), core);
        var pages = new PortalRoutes(
                applications,
                visitors,
                new PageSessions(sessions, stores.tenants(), Clock.systemUTC()),
                new Overview(
                        wishing,
                        plugins::current,
                        stores.settings(),
                        stores.switches(),
                        stores.ledger(),
                        stores.scopes()),
                stores.settings(),
                stores.switches(),
                signals::tenantChanged);
        var publicRoutes = PublicRoutes.router(vertx, frames, new FrameSessions(sessions), pages, plugins::current);
        presence.on(publicRoutes);
        return new WebVerticle(
                config,
                meters,
                waiting -> new PublicDoor(applications, accept(intake, waiting), presence, publicRoutes, waiting),
                ManagementRoutes.router(vertx, meters, this::health, adminToken, admin()));
    }

    private Accept accept(Intake intake, Executor waiting) {
        var unchecked = stores.spooledEvents();
        var accept = new Accept(stores.recognition(), intake, unchecked, waiting, chatMetrics);
        unchecked.checkedBy(accept::again);
        return accept;
    }

    private List<AdminRoute> admin() {
        var settings = new SettingRoute(stores.tenants(), plugins::current, stores.settings(), signals::tenantChanged);
        var rotation = new PgKeyRotation(vertx, stores.pool(), keys, stores.audit(), stores.pairs(), stores.spool());
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
                        outside.look(),
                        stores.scopes()),
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
        return new Wishing.Naming(publicUrl(), config.botPrefix(), sharedBot, Optional.of(AppsCommand.command()));
    }

    private RegistryVerticle registry() {
        return new RegistryVerticle(
                signals,
                plugins,
                new Desires(applications.values(), plugins::current, this::naming, stores.queue()),
                stores.queue(),
                new Passes(
                        vertx,
                        stores.queue(),
                        reconciler,
                        new Backoff(RandomGenerator.getDefault()),
                        registryMetrics,
                        headroom),
                registryMetrics,
                new PluginMetrics(meters, plugins),
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
        var resting = new JsonObject();
        plugins.current().plugins().stream()
                .filter(plugin -> !plugin.calls().standing().called())
                .forEach(plugin ->
                        resting.put(plugin.id(), plugin.calls().standing().toString()));
        var health = new JsonObject()
                .put("plugins", plugins.current().loaded().size())
                .put("refusedJars", failures)
                .put("pluginsNotCalled", resting)
                .put("pluginsLeaking", new JsonArray(plugins.leaking()))
                .put("spooledBytes", stores.spool().bytes());
        try {
            return health.put("due", stores.queue().pending())
                    .put("database", "ok")
                    .put("status", stores.spool().isEmpty() ? "ok" : "degraded");
        } catch (Exception e) { // await() throws what the statement failed with, checked or not
            return health.put("database", String.valueOf(e.getMessage())).put("status", "degraded");
        }
    }

    /** Stops what was started last first, and what the others need last. Blocks. */
    @Override
    public void close() {
        stores.stopDraining();
        deployed.forEach(id -> vertx.undeploy(id).await());
        plugins.close();
        stores.close();
        vertx.close().await();
    }
}
