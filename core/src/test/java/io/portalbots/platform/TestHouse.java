package io.portalbots.platform;

import static org.assertj.core.api.Assertions.fail;

import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.Keys;
import io.portalbots.store.TestDatabase;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Platform and sandbox in one process, over HTTP and a real PostgreSQL. */
final class TestHouse implements AutoCloseable {

    static final String CLIENT = "local.test";
    static final String SECRET = "secret";

    private final Path data;
    private final Map<String, String> keys;
    private final Set<String> brought;
    private final boolean reconciling;
    private final DatabaseAddress database = TestDatabase.fresh();
    private final Sandbox sandbox;
    private final Platform platform;

    /** @param data has a folder {@code plugins} */
    TestHouse(Vertx vertx, Path data) {
        this(vertx, data, Map.of());
    }

    /** @param publicUrl where portals find the platform; empty for its own address */
    TestHouse(Vertx vertx, Path data, String publicUrl) {
        this(vertx, data, Map.of("public-url", publicUrl));
    }

    /** @param keys of the configuration, with their values */
    TestHouse(Vertx vertx, Path data, Map<String, String> keys) {
        this(vertx, data, keys, Set.of());
    }

    /** @param brought plugins that the application brings; empty for all */
    TestHouse(Vertx vertx, Path data, Map<String, String> keys, Set<String> brought) {
        this(vertx, data, keys, brought, true);
    }

    /** Likewise; if it is not {@code reconciling}, its registry does nothing by itself. */
    TestHouse(Vertx vertx, Path data, Map<String, String> keys, Set<String> brought, boolean reconciling) {
        this.data = data;
        this.keys = Map.copyOf(keys);
        this.brought = brought;
        this.reconciling = reconciling;
        this.sandbox = Sandbox.start(vertx, new SandboxOptions("127.0.0.1", 0, List.of("acme", "beta"), true))
                .await();
        Keys.make(data.resolve("keys.json"));
        this.platform = another("platform");
    }

    Path plugins() {
        return data.resolve("plugins");
    }

    /** One more platform on the same database, as another process would be. */
    Platform another(String name) {
        var flags = new HashMap<>(Map.of(
                "data",
                data.resolve(name).toString(),
                "plugins",
                plugins().toString(),
                "keys",
                data.resolve("keys.json").toString(),
                "port",
                "0",
                "management-port",
                "0"));
        flags.putAll(keys);
        var vertx = Vertx.vertx();
        var config = ConfigReader.read(vertx, Optional.empty(), Map.of(), flags);
        vertx.close().await();
        var started = Platform.start(
                config.with(application(), URI.create("http://localhost:" + sandbox.port())),
                database,
                Secret.of("admin"));
        if (reconciling) {
            started.reconcile();
        }
        return started;
    }

    private Application application() {
        return new Application("test", CLIENT, Secret.of(SECRET), Application.Kind.LOCAL, brought);
    }

    String sandboxUrl() {
        return sandbox.url();
    }

    String eventUrl() {
        return platform.publicUrl() + "/bitrix24/test/event";
    }

    String installUrl() {
        return platform.publicUrl() + "/bitrix24/test/install";
    }

    Platform platform() {
        return platform;
    }

    TestPortal portal(String name) {
        return new TestPortal(sandbox.url(), name);
    }

    /** Makes portals of the sandbox, numbered from 1. */
    void portals(String prefix, int count) {
        var body = new JsonObject().put("prefix", prefix).put("count", count).put("loopbackHttp", true);
        TestPortal.send("POST", sandbox.url() + "/_sandbox/portals", body.encode());
    }

    /** Whether no claim waits, no event, and no tenant is due. */
    boolean isQuiet() {
        return platform.stores().claims().waiting(1).isEmpty()
                && platform.stores().inbox().pending() == 0
                && platform.stores().queue().pending() == 0;
    }

    /** Installs on a portal and waits until nothing is due. */
    TestPortal install(String name) {
        var portal = portal(name);
        portal.install(CLIENT, SECRET, eventUrl());
        installed(portal);
        return portal;
    }

    /** Waits until the tenant of a portal is there and nothing is due. */
    void installed(TestPortal portal) {
        eventually(
                "installed",
                () -> platform.stores().tenants().matching(portal.memberId()).stream()
                        .anyMatch(Tenant::active));
        settled();
    }

    void settled() {
        eventually("nothing due", () -> platform.stores().queue().pending() == 0);
    }

    static void eventually(String what, BooleanSupplier condition) {
        eventually(what, Duration.ofSeconds(15), condition);
    }

    static void eventually(String what, Duration limit, BooleanSupplier condition) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("not within " + limit.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void close() {
        platform.close();
        sandbox.stop().await();
    }
}
