package io.portalbots.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.Keys;
import io.portalbots.store.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A platform that may die: its process is a child, its database, data directory and port stay. The sandbox is this
 * process's.
 */
final class CrashHouse implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long LOOK_MILLIS = 25;
    private static final int HALTED = 137;

    /** Counts how often tenants were lost, however briefly. */
    private static final String REMEMBER_THE_LOST = """
            create table lost (tenant_id text not null);
            create function remember() returns trigger language plpgsql as
            $$ begin insert into bots.lost values (new.tenant_id); return new; end $$;
            create trigger remember after update on tenant for each row
            when (new.state = 'auth_lost' and old.state <> 'auth_lost') execute function remember();
            """;

    /** As if every lease had run out: whoever held one is dead. */
    private static final String LEASES_RUN_OUT = """
            update claim set next_at = now() where next_at < 'infinity';
            update event set claimed_until = now() where handled_at is null;
            update reconcile set claimed_until = null where claimed_until is not null;
            update reconcile set due_at = now() where due_at is not null;
            update chain set intent_until = now() where intent_until is not null;
            """;

    private static final String UNFINISHED = """
            select 'claim of ' || tenant_id from claim where next_at < 'infinity'
            union all select 'event of ' || tenant_id || ' ' || dedupe from event join tenant using (tenant_id)
                where handled_at is null and parked is null and (state <> 'auth_lost' or dedupe like 'ONAPPUNINSTALL%')
            union all select 'reconciling ' || tenant_id from reconcile join tenant using (tenant_id)
                where due_at is not null and state = 'active'
            union all select 'plugins of ' || tenant_id from reconcile r where active and due_at is null
                and seen < (select max(epoch) from desired_change c where c.application = r.application)
            """;

    private static final String PLUGINS =
            "select plugin || ' ' || version from desired where plugin <> '*' and digest <> ''";

    private final String sandbox;
    private final Path folder;
    private final Path plugins;
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> versions = new HashMap<>();
    private final DatabaseAddress address = TestDatabase.fresh();
    private final Connection database;
    private final int port = freePort();
    private boolean archives;
    private ChildJvm child;

    /**
     * Starts it.
     *
     * @param folder of its own
     * @param oauth origin of the authorization server
     */
    CrashHouse(String sandbox, String oauth, Path folder, Path plugins) {
        this.sandbox = sandbox;
        this.folder = folder;
        this.plugins = plugins;
        try {
            Files.createDirectories(folder);
            Keys.make(folder.resolve("keys.json"));
            database = DriverManager.getConnection(
                    "jdbc:" + address.url() + "?currentSchema=bots",
                    address.user(),
                    address.password().reveal());
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
        change(REMEMBER_THE_LOST);
        properties.putAll(Map.of(
                "child.data", folder.resolve("data").toString(),
                "child.keys", folder.resolve("keys.json").toString(),
                "child.plugins", plugins.toString(),
                "child.secrets", secrets().toString(),
                "child.port", String.valueOf(port),
                "child.oauth", oauth,
                "child.database", address.url(),
                "child.database.user", address.user(),
                "child.database.password", address.password().reveal()));
        archives = ClassArchive.wanted();
        child = started(archives);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChildJvm started(boolean archiving) {
        var started = ChildJvm.start(CrashChild.class, properties, log(), archiving);
        assertThat(started.answer()).as("started, see %s", log()).isEqualTo("READY");
        return started;
    }

    Path log() {
        return folder.resolve("log");
    }

    Path secrets() {
        return folder.resolve("secrets");
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Puts a plugin's jar into the folder, as people are told to: beside its place, and moved there. */
    void plug(Path jar, String plugin, String version) {
        try {
            var part = Files.copy(jar, folder.resolve("part.jar"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, plugins.resolve(plugin + ".jar"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        versions.put(plugin, version);
    }

    void unplug(String plugin) {
        delete(plugins.resolve(plugin + ".jar"));
        versions.put(plugin, "");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String sandbox() {
        return sandbox;
    }

    String url(String route) {
        return "http://127.0.0.1:" + port + "/bitrix24/test/" + route;
    }

    /** A new portal with switches. */
    TestPortal portal(String name, JsonObject switches) {
        TestPortal.send(
                "POST",
                sandbox + "/_sandbox/portals",
                switches.copy().put("name", name).encode());
        return new TestPortal(sandbox, name);
    }

    /** Lets the platform die when it comes to {@code point}; at none, if that is empty. */
    void arm(String point) {
        delete(CrashPoints.pairs(secrets()));
        if (archives && !point.isEmpty()) {
            restart();
        }
        if (!child.ask("arm " + point).equals("ARMED")) {
            revive();
            assertThat(child.ask("arm " + point)).isEqualTo("ARMED");
        }
    }

    /** How often each point was reached since it was armed. */
    JsonObject reached() {
        return new JsonObject(child.ask("reached"));
    }

    /** How many new pairs of tokens were lost with the process since it was armed. */
    long pairsLost() {
        try {
            var noted = CrashPoints.pairs(secrets());
            return Files.exists(noted) ? Files.size(noted) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process in good order, and starts another, with the archive that the first one left. */
    private void restart() {
        child.tell("end");
        child.exit();
        archives = false;
        child = started(false);
    }

    boolean dead() {
        return !child.alive();
    }

    /** Whether it died, once it has come back from what it called last: that may be seen before it dies of it. */
    boolean died() {
        return child.ask("reached").isEmpty();
    }

    /** Starts what died, after the leases it had. */
    void revive() {
        assertThat(child.exit()).as("it died as it should, see %s", log()).isEqualTo(HALTED);
        change(LEASES_RUN_OUT);
        child = started(false);
    }

    /** Waits until nothing is left to do for the portals, or the platform is dead; answers what is left to do. */
    List<String> settle(List<TestPortal> portals) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var left = unfinished(portals);
        while (!dead() && !left.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            left = unfinished(portals);
        }
        return dead() ? List.of() : left;
    }

    private List<String> unfinished(List<TestPortal> portals) {
        var queued =
                portals.stream().flatMap(portal -> events(portal, "queued")).toList();
        if (!queued.isEmpty()) {
            return queued;
        }
        var jars = unnoticed();
        if (!jars.isEmpty()) {
            return jars; // looked at first, as what follows from them is written along
        }
        var left = new ArrayList<>(texts(UNFINISHED));
        left.addAll(spooled());
        return left;
    }

    /** Jars that were put into the folder or taken from it, and that the platform has not said so of. */
    private List<String> unnoticed() {
        var noticed = versions.isEmpty() ? List.<String>of() : texts(PLUGINS);
        return versions.entrySet().stream()
                .filter(jar -> jar.getValue().isEmpty()
                        ? noticed.stream().anyMatch(plugin -> plugin.startsWith(jar.getKey() + " "))
                        : !noticed.contains(jar.getKey() + " " + jar.getValue()))
                .map(jar -> "jar " + jar)
                .toList();
    }

    private List<String> spooled() {
        try (var files = Files.list(data().resolve("pairs"))) {
            return files.map(file -> "pair " + file.getFileName()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The events of a portal that met this fate. */
    Stream<String> events(TestPortal portal, String fate) {
        return new JsonArray(TestPortal.send("GET", portal.url() + "/events?after=0", ""))
                .stream()
                        .map(JsonObject.class::cast)
                        .filter(event -> event.getString("fate").equals(fate))
                        .map(event -> event.getString("event"));
    }

    /** The state of a portal's tenant; empty if there is none. */
    String state(TestPortal portal) {
        var states = texts("select state from tenant where member_id = '" + portal.memberId() + "'");
        return states.isEmpty() ? "" : states.get(0);
    }

    long number(String query) {
        return Long.parseLong(texts(query).get(0));
    }

    /** The first column. */
    synchronized List<String> texts(String query) {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized void change(String statements) {
        try (var statement = database.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (archives) {
            child.tell("end");
            child.exit();
        }
        child.close();
        try {
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
