package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.store.Database;
import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.Keys;
import io.portalbots.store.TestDatabase;
import io.portalbots.store.TestTenants;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A platform that is killed under load, by kill -9, at any moment: what it acknowledged is stored, and once. Half of the times while it spools. {@code -Devents.killed=200} kills more often.
 */
class EventsKilledTest {

    private static final int KILLS = Integer.getInteger("events.killed", 4);
    private static final List<TenantId> TENANTS = IntStream.rangeClosed(1, 5)
            .mapToObj(number -> new TenantId("test", "%032x".formatted(number)))
            .toList();

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final DatabaseAddress address = TestDatabase.fresh();
    private final Pool pool = Database.pool(vertx, address);
    private final SplittableRandom random = new SplittableRandom(20261129);
    private final Map<String, String> properties = new HashMap<>();
    private final List<EventSender.Sent> sent = new ArrayList<>();

    @BeforeEach
    void install() throws IOException {
        var keys = folder.resolve("keys.json");
        Keys.make(keys);
        var installed = new TestTenants(pool, Keys.read(keys));
        TENANTS.forEach(id -> installed.install(id, id.memberId(), Duration.ofHours(1)));
        properties.putAll(Map.of(
                "child.data", folder.resolve("data").toString(),
                "child.keys", keys.toString(),
                "child.plugins",
                        Files.createDirectories(folder.resolve("plugins")).toString(),
                "child.secrets", folder.resolve("secrets").toString(),
                "child.port", String.valueOf(freePort()),
                "child.oauth", "http://localhost:9",
                "child.database", address.url(),
                "child.database.user", address.user(),
                "child.database.password", address.password().reveal()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void losesNothingThatItAcknowledged() {
        if (ClassArchive.wanted()) {
            try (var first = start(true)) {
                first.tell("end");
                first.exit();
            }
        }
        for (var kill = 0; kill < KILLS; kill++) {
            killed(kill % 2 == 1);
        }
        try (var last = start(false)) {
            eventually("all is stored", () -> stored().containsAll(acknowledged()));
            check();
            last.tell("end");
            last.exit();
        }
    }

    private ChildJvm start(boolean archives) {
        var child = ChildJvm.start(CrashChild.class, properties, folder.resolve("log"), archives);
        assertThat(child.answer()).as("started, see %s", folder.resolve("log")).isEqualTo("READY");
        return child;
    }

    private void killed(boolean spooling) {
        var first = sent.stream().mapToLong(EventSender.Sent::number).max().orElse(0) + 1;
        var url = "http://127.0.0.1:" + properties.get("child.port") + "/bitrix24/test/event";
        try (var child = start(false);
                var sender = new EventSender(url, TENANTS, first)) {
            eventually("events are acknowledged", () -> sender.acknowledged() > 20);
            if (spooling) {
                lock(() -> die(child, sender));
            } else {
                die(child, sender);
            }
            sender.stop();
            sent.addAll(sender.sent());
        }
    }

    /** Runs something while the table of events is locked. */
    private void lock(Runnable meanwhile) {
        pool.withTransaction(connection -> connection
                        .query("lock table event")
                        .execute()
                        .compose(locked -> vertx.executeBlocking(() -> {
                            meanwhile.run();
                            return locked;
                        })))
                .await();
    }

    private void die(ChildJvm child, EventSender sender) {
        var before = sender.acknowledged();
        eventually("events are acknowledged", () -> sender.acknowledged() > before + 20);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
        child.signal("KILL");
        child.exit();
    }

    private long count(String sql) {
        return pool.query(sql).execute().await().iterator().next().getLong(0);
    }

    private Set<Long> stored() {
        var numbers = new TreeSet<Long>();
        pool.query("select message_id from event").execute().await().forEach(row -> numbers.add(row.getLong(0)));
        return numbers;
    }

    private List<Long> acknowledged() {
        return sent.stream()
                .filter(one -> one.status() == 200)
                .map(EventSender.Sent::number)
                .toList();
    }

    private void check() {
        var lost = new TreeSet<>(acknowledged());
        lost.removeAll(stored());
        System.out.printf(
                "killed %d times: %d events sent, %d acknowledged, %d of them lost, %d stored%n",
                KILLS, sent.size(), acknowledged().size(), lost.size(), stored().size());
        assertThat(lost).isEmpty();
        assertThat(count("select count(*) - count(distinct (tenant_id, message_id)) from event"))
                .as("stored twice")
                .isZero();
        assertThat(sent.stream().filter(one -> one.status() != 200 && one.status() != 0))
                .as("refused")
                .isEmpty();
    }
}
