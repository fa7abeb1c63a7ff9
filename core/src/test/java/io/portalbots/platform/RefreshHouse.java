package io.portalbots.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.portalbots.store.Database;
import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.Keys;
import io.portalbots.store.PgChainStore;
import io.portalbots.store.PgTenantStore;
import io.portalbots.store.TestDatabase;
import io.portalbots.store.TestTenants;
import io.portalbots.tenant.Chain;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.Tokens;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/** A sandbox and a database with tenants whose hour is over, for processes that refresh their tokens. */
final class RefreshHouse implements AutoCloseable {

    private static final String SECRET = CrashStory.SECRET;

    private final Vertx vertx = Vertx.vertx();
    private final Sandbox sandbox = Sandbox.start(vertx, new SandboxOptions("127.0.0.1", 0, List.of("none"), true))
            .await();
    private final Path folder;
    private final DatabaseAddress address;
    private final Pool pool;
    private final Keys keys;
    private final List<ChildJvm> children = new ArrayList<>();

    RefreshHouse(Path folder) {
        this(folder, TestDatabase.fresh());
    }

    RefreshHouse(Path folder, DatabaseAddress address) {
        this.folder = folder;
        this.address = address;
        this.pool = Database.pool(vertx, address);
        Keys.make(folder.resolve("keys.json"));
        this.keys = Keys.read(folder.resolve("keys.json"));
        new TestPortal(sandbox.url(), "none").install(TestHouse.CLIENT, SECRET, sandbox.url());
    }

    Vertx vertx() {
        return vertx;
    }

    Pool pool() {
        return pool;
    }

    Keys keys() {
        return keys;
    }

    String oauth() {
        return "http://localhost:" + sandbox.port();
    }

    PgTenantStore tenants() {
        return new PgTenantStore(pool, keys, line -> {});
    }

    PgChainStore chains() {
        return new PgChainStore(pool, keys, "test", line -> {});
    }

    /** Portals that have the application, and their tenants, all with tokens that are over. */
    List<Tenant> installed(String prefix, int count, String reusedRefresh) {
        var portals = new JsonObject().put("prefix", prefix).put("count", count).put("reusedRefresh", reusedRefresh);
        TestPortal.send("POST", sandbox.url() + "/_sandbox/portals", portals.encode());
        var order = new JsonObject()
                .put("prefix", prefix)
                .put("clientId", TestHouse.CLIENT)
                .put("clientSecret", SECRET)
                .put("eventUrl", sandbox.url());
        TestPortal.send("POST", sandbox.url() + "/_sandbox/installs", order.encode());
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> tenant(new TestPortal(sandbox.url(), prefix + number)))
                .toList();
    }

    private Tenant tenant(TestPortal portal) {
        var tokens = new JsonObject(
                TestPortal.send("POST", portal.url() + "/installs/" + TestHouse.CLIENT + "/tokens", "{\"userId\": 1}"));
        var id = new TenantId("test", tokens.getString("member_id"));
        var tenant = new TestTenants(pool, keys).install(id, portal.name(), Duration.ZERO);
        var pair = new Tokens(
                1,
                Secret.of(tokens.getString("access_token")),
                Secret.of(tokens.getString("refresh_token")),
                Duration.ZERO,
                1);
        chains().add(tenant, Chain.Role.INSTALLER, pair);
        return tenant;
    }

    /** How many pairs the authorization server gave, or refused to give, since it was last asked. */
    List<JsonObject> refreshes() {
        var refreshes =
                TestPortal.calls(sandbox.url(), call -> call.getString("method").equals("oauth/token"));
        TestPortal.send("DELETE", sandbox.url() + "/_sandbox/calls", "");
        return refreshes;
    }

    /** Whether a portal takes the token as one of the application. */
    boolean works(String access) {
        var info = new JsonObject(TestPortal.send(
                "POST",
                sandbox.url() + "/auth/rest/app.info",
                new JsonObject().put("auth", access).encode()));
        return info.getJsonObject("result").getString("client_id").equals(TestHouse.CLIENT);
    }

    /** One more process. */
    ChildJvm process(Duration lease) {
        try {
            var home = Files.createTempDirectory(folder, "process");
            var properties = new HashMap<String, String>();
            properties.put("child.data", home.toString());
            properties.put("child.plugins", home.toString());
            properties.put("child.keys", folder.resolve("keys.json").toString());
            properties.put("child.port", "0");
            properties.put("child.oauth", oauth());
            properties.put("child.lease", String.valueOf(lease.toSeconds()));
            properties.put("child.database", address.url());
            properties.put("child.database.user", address.user());
            properties.put("child.database.password", address.password().reveal());
            var child = ChildJvm.start(RefreshChild.class, properties, home.resolve("log"));
            children.add(child);
            assertThat(child.answer()).as("see %s", home.resolve("log")).isEqualTo("READY");
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        children.forEach(ChildJvm::close);
        pool.close().await();
        sandbox.stop().await();
        vertx.close().await();
    }
}
