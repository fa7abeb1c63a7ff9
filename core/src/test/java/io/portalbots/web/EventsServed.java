package io.portalbots.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.Conversations;
import io.portalbots.chat.Conversations.PortalNews;
import io.portalbots.chat.Directory;
import io.portalbots.chat.Dispatch;
import io.portalbots.chat.EventLog.Arrived;
import io.portalbots.chat.Mute;
import io.portalbots.chat.TestHosts;
import io.portalbots.chat.UncheckedEvents;
import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.Chat;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.Message;
import io.portalbots.spi.Offer;
import io.portalbots.spi.PortalInfo;
import io.portalbots.store.Keys;
import io.portalbots.store.PgEventLog;
import io.portalbots.store.PgInbox;
import io.portalbots.store.PgOutbox;
import io.portalbots.store.PgRecognition;
import io.portalbots.store.PgTenantStore;
import io.portalbots.store.TestDatabase;
import io.portalbots.store.TestTenants;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Claim;
import io.portalbots.tenant.Installations;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The route of events over HTTP and a real database, with two portals {@code acme} and {@code beta} that are installed
 * and {@code gone}, which was. The plugin of bot 62 counts what it hears.
 */
final class EventsServed implements AutoCloseable {

    static final TenantId ACME = new TenantId("test", "a".repeat(32));
    static final TenantId BETA = new TenantId("test", "b".repeat(32));
    static final TenantId GONE = new TenantId("test", "c".repeat(32));

    private final AtomicInteger elsewhere = new AtomicInteger();
    final AtomicInteger heard = new AtomicInteger();
    final AtomicInteger announced = new AtomicInteger();
    final AtomicInteger uninstalled = new AtomicInteger();
    final PgTenantStore tenants;
    final int port;
    final Presence presence = new Presence();
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final Keys keys = TestDatabase.keys();

    EventsServed() {
        this(HttpInward.connections(new ConnectionMetrics(new SimpleMeterRegistry(), "port")), 1000);
    }

    /** @param lookMillis how often it looks which connections are overdue */
    EventsServed(Connections connections, long lookMillis) {
        pool = TestDatabase.pool(vertx);
        tenants = new PgTenantStore(pool, keys, line -> {});
        var installed = new TestTenants(pool, keys);
        installed.install(ACME, "acme", Duration.ofHours(1));
        installed.install(BETA, "beta", Duration.ofHours(1));
        tenants.move(installed.install(GONE, "gone", Duration.ofHours(1)), new TenantState.News.Gone("uninstalled"));
        var metrics = new ChatMetrics(new SimpleMeterRegistry());
        var log = new PgEventLog(pool, "test", metrics);
        var router = Router.router(vertx);
        router.post("/bitrix24/:application/event").handler(PublicRoutes::noApplication);
        router.route("/where").handler(this::where);
        router.route("/unread")
                .handler(context -> context.response().setStatusCode(204).end());
        router.route().failureHandler(Failures::answer);
        port = Served.door(
                vertx,
                waiting -> new PublicDoor(applications(), accept(log, waiting, metrics), presence, router, waiting),
                connections,
                lookMillis);
    }

    private Accept accept(PgEventLog log, Executor waiting, ChatMetrics metrics) {
        var handling = new Handling(tenants, new PgInbox(pool, "test"), new Counted(), conversations(metrics), metrics);
        var dispatch = new Dispatch(Dispatch.Limits.USUAL, waiting, handling, () -> {});
        var intake = new Intake(tenants, log, dispatch, new Counted(), metrics);
        return new Accept(new PgRecognition(pool, keys), intake, new NoSpool(), waiting, metrics);
    }

    private void where(RoutingContext context) {
        var get = context.request().method().equals(HttpMethod.GET);
        var body = get ? Buffer.buffer() : Body.read(context.request(), 100).await();
        elsewhere.addAndGet(Thread.currentThread().isVirtual() ? 0 : 1);
        context.response().end("body of " + body.length() + " bytes");
    }

    /** How many routes were not on a virtual thread. */
    int onEventLoops() {
        return elsewhere.get();
    }

    private static Map<String, Application> applications() {
        return Map.of("test", application("test"), "other", application("other"));
    }

    private static Application application(String name) {
        return new Application(name, "local." + name, Secret.of("secret"), Application.Kind.LOCAL, Set.of());
    }

    private Conversations conversations(ChatMetrics metrics) {
        PluginSet plugins = TestPlugins.set(TestPlugins.plugin("echo", new Listener()));
        return new Conversations(
                () -> plugins,
                new OneBot(),
                TestHosts.menu(plugins, new OneBot()),
                new Mute(),
                TestHosts.bare(),
                new PgOutbox(pool),
                TestPlugins.waiting(),
                metrics,
                new NoNews());
    }

    /** A message to bot 62, as {@code portal} sends it. */
    static Map<String, String> message(TenantId portal, String applicationToken, long number) {
        var fields = new TreeMap<>(DocumentedEvents.messageAdded());
        fields.put("auth[member_id]", portal.memberId());
        fields.put("auth[application_token]", applicationToken);
        fields.put("data[PARAMS][MESSAGE_ID]", String.valueOf(number));
        return fields;
    }

    static String request(Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return request("test", "application/x-www-form-urlencoded", body);
    }

    static String request(String application, String type, String body) {
        return "POST /bitrix24/" + application + "/event HTTP/1.1\r\nHost: bots.test\r\nContent-Type: " + type
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** How many events are kept in the database, handled or not. */
    long kept() {
        return count("select count(*) from event");
    }

    /** How many events of a message are kept. */
    long kept(long message) {
        return count("select count(*) from event where message_id = " + message);
    }

    private long count(String sql) {
        return pool.query(sql).execute().await().iterator().next().getLong(0);
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    /** Nothing is kept that cannot be checked. */
    private static final class NoSpool implements UncheckedEvents {

        @Override
        public CompletionStage<Void> keep(Unchecked event) {
            return CompletableFuture.failedStage(new IllegalStateException("there is no spool"));
        }

        @Override
        public void checkedBy(Function<Unchecked, CompletionStage<Optional<Arrived>>> check) {}
    }

    private final class Counted implements Installations {

        @Override
        public void announce(Claim claim, String source) {
            announced.incrementAndGet();
        }

        @Override
        public Outcome install(Claim claim, String source) {
            throw new AssertionError("no page is opened here");
        }

        @Override
        public boolean uninstall(Tenant tenant, boolean clean) {
            uninstalled.incrementAndGet();
            return true;
        }
    }

    private final class Listener implements ChatPlugin {

        @Override
        public Optional<BotProfile> bot() {
            return Optional.of(new BotProfile("Echo", "", BotProfile.Color.RED));
        }

        @Override
        public Offer offer(PortalInfo portal) {
            return Offer.of();
        }

        @Override
        public void onMessage(Message message, Chat chat) {
            heard.incrementAndGet();
        }
    }

    private static final class OneBot implements Directory {

        @Override
        public Optional<Long> botOf(Tenant tenant, String plugin) {
            return Optional.empty();
        }

        @Override
        public Optional<String> pluginOf(Tenant tenant, long bot) {
            return bot == 62 ? Optional.of("echo") : Optional.empty();
        }

        @Override
        public boolean ours(Tenant tenant, long bot) {
            return bot == 62;
        }

        @Override
        public Standing standing(Tenant tenant, String plugin, String code) {
            return Standing.GONE;
        }

        @Override
        public List<Entry> apps(Tenant tenant) {
            return List.of();
        }
    }

    private static final class NoNews implements PortalNews {

        @Override
        public void botDeleted(Tenant tenant, long bot) {}

        @Override
        public void updated(Tenant tenant) {}
    }
}
