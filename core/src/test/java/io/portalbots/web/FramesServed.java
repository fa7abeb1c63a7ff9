package io.portalbots.web;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.Directory;
import io.portalbots.chat.FrameGuard;
import io.portalbots.chat.Frames;
import io.portalbots.chat.TestHosts;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.FrameVisit;
import io.portalbots.spi.Host;
import io.portalbots.spi.Offer;
import io.portalbots.spi.Page;
import io.portalbots.spi.PortalInfo;
import io.portalbots.store.Keys;
import io.portalbots.tenant.MemorySettings;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** The route of frames over HTTP: two plugins with two apps each, whose pages say who sees them and where. */
final class FramesServed implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final String ORIGIN = "https://acme.bitrix24.test";

    final AtomicInteger calls = new AtomicInteger();
    final AtomicReference<String> lastDialog = new AtomicReference<>("");
    final AtomicInteger lookUps = new AtomicInteger();
    final Map<String, Directory.Standing> standings = new ConcurrentHashMap<>();
    final MemoryTenants tenants = new MemoryTenants();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Keys keys;
    private final Vertx vertx = Vertx.vertx();
    private final RawClient client;
    private volatile Instant now = NOW;

    FramesServed(Path folder, List<String> plugins, List<String> apps) throws IOException {
        Keys.make(folder.resolve("keys.json"));
        keys = Keys.read(folder.resolve("keys.json"));
        var sessions = new FrameSessions(new Sessions(keys, new Now()));
        var router = Router.router(vertx);
        router.route("/frames/:installation/:plugin/:app").handler(new FrameRoute(frames(plugins, apps), sessions));
        router.route().failureHandler(Failures::answer);
        client = new RawClient(Served.on(vertx, router));
    }

    private Frames frames(List<String> plugins, List<String> apps) {
        var set = TestPlugins.set(plugins.stream()
                .map(id -> TestPlugins.plugin(id, new Visited()))
                .toArray(Plugin[]::new));
        return new Frames(
                tenants,
                new FrameGuard(keys, () -> now),
                new Everywhere(plugins, apps),
                () -> set,
                new MemorySettings(),
                TestHosts.bare(),
                TestPlugins.waiting(),
                new ChatMetrics(meters),
                line -> {});
    }

    void later(Duration duration) {
        now = now.plus(duration);
    }

    static Tenant tenant(String application, String member, int generation, Instant began) {
        return new Tenant(
                new TenantId(application, member.repeat(32)),
                generation,
                began,
                new TenantState.Active(),
                began,
                URI.create(ORIGIN + "/rest/"),
                "",
                "en");
    }

    static String path(Tenant tenant, String plugin, String app) {
        return "/frames/" + tenant.id() + "/" + plugin + "/" + app;
    }

    /** What the portal appends to the address for a person. */
    Map<String, String> signed(Tenant tenant, String plugin, String app, String user) {
        return signed(tenant, plugin + "." + app, user);
    }

    /**
     * Likewise.
     *
     * @param code of one revision of an app, as the portal knows it
     */
    Map<String, String> signed(Tenant tenant, String code, String user) {
        var host = URI.create(ORIGIN).getHost();
        return new TreeMap<>(Map.of(
                "APP_CODE",
                code,
                "DOMAIN",
                ORIGIN,
                "DOMAIN_HASH",
                keys.signature(tenant.id(), code, tenant.generation(), host).reveal(),
                "USER_ID",
                user,
                "USER_HASH",
                keys.signature(tenant.id(), code, tenant.generation(), user).reveal()));
    }

    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(one -> one.getKey() + "="
                        + one.getValue().replace("%", "%25").replace("&", "%26").replace(" ", "+"))
                .collect(Collectors.joining("&", "?", "&"));
    }

    String get(String address) throws IOException {
        client.send("GET " + address + " HTTP/1.1\r\nHost: bots.test\r\n\r\n");
        return client.answer();
    }

    String post(String address, String form) throws IOException {
        client.send("POST " + address + " HTTP/1.1\r\nHost: bots.test\r\nContent-Length: " + form.length()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n" + form);
        return client.answer();
    }

    /** Where an answer leads to; empty if nowhere. */
    static Optional<String> location(String answer) {
        return answer.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("location: "))
                .map(line -> line.substring(10))
                .findFirst();
    }

    double counted(String outcome) {
        return meters.counter("portalbots.frames", "outcome", outcome).count();
    }

    @Override
    public void close() throws IOException {
        client.close();
        vertx.close().await();
    }

    /** Counts how often it is asked for a page. */
    private final class Visited implements ChatPlugin {

        @Override
        public Offer offer(PortalInfo portal) {
            return Offer.of();
        }

        @Override
        public Page frame(FrameVisit visit) {
            calls.incrementAndGet();
            lastDialog.set(visit.dialogId());
            return new Page("Visit", Page.escape(visit.toString()));
        }

        @Override
        public Page submitted(FrameVisit visit, Map<String, String> fields, Host host) {
            calls.incrementAndGet();
            return new Page("Sent", Page.escape("by " + visit.personId() + ": " + fields));
        }
    }

    /** Counts how often it is asked; every app is everywhere, and has a frame unless a test says otherwise. */
    private final class Everywhere implements Directory {

        private final List<String> plugins;
        private final List<String> apps;

        Everywhere(List<String> plugins, List<String> apps) {
            this.plugins = plugins;
            this.apps = apps;
        }

        @Override
        public Optional<Long> botOf(Tenant tenant, String plugin) {
            return Optional.empty();
        }

        @Override
        public Optional<String> pluginOf(Tenant tenant, long bot) {
            return Optional.empty();
        }

        @Override
        public boolean ours(Tenant tenant, long bot) {
            return true;
        }

        @Override
        public Standing standing(Tenant tenant, String plugin, String code) {
            lookUps.incrementAndGet();
            return plugins.contains(plugin) && apps.contains(code)
                    ? standings.getOrDefault(code, Standing.FRAME)
                    : Standing.GONE;
        }

        @Override
        public List<Entry> apps(Tenant tenant) {
            throw new UnsupportedOperationException("frames ask for one app");
        }
    }

    private final class Now extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
