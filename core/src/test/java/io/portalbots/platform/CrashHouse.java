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
                where handled_at is null and (state <> 'auth_lost' or dedupe like 'ONAPPUNINSTALL%')
            union all select 'reconciling ' || tenant_id from reconcile join tenant using (tenant_id)
                where due_at is not null and state = 'active'
            """;

    private final String sandbox;
    private final Path folder;
    private final Map<String, String> properties = new HashMap<>();
    private final DatabaseAddress address = TestDatabase.fresh();
    private final Connection database;
    private final int port = freePort();
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
        child = started();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChildJvm started() {
        var started = ChildJvm.start(CrashChild.class, properties, log());
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
        assertThat(child.ask("arm " + point)).isEqualTo("ARMED");
    }

    /** How often each point was reached since it was armed. */
    JsonObject reached() {
        return new JsonObject(child.ask("reached"));
    }

    /** Ends the platform's process in good order, and starts another. */
    void restart() {
        child.tell("end");
        child.exit();
        child = started();
    }

    boolean dead() {
        return !child.alive();
    }

    /** Starts what died, after the leases it had. */
    void revive() {
        assertThat(child.exit()).as("it died as it should, see %s", log()).isEqualTo(HALTED);
        change(LEASES_RUN_OUT);
        child = started();
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
        var left = new ArrayList<>(texts(UNFINISHED));
        left.addAll(spooled());
        return left;
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
        child.close();
        try {
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
