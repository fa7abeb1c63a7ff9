package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.store.Database;
import io.portalbots.store.EmbeddedServer;
import io.portalbots.store.Keys;
import io.portalbots.store.TestTenants;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A PostgreSQL that stops, or stands still, while portals send: what was acknowledged is stored, and within 10 s after
 * it is back acknowledgements take no longer than before. {@code -Ddatabase.away.seconds=60} takes longer.
 */
class DatabaseAwayTest {

    private static final int SECONDS = Integer.getInteger("database.away.seconds", 4);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int BUSY_MILLIS = 100;
    private static final int SOME = 200;
    private static final List<TenantId> TENANTS = IntStream.rangeClosed(1, 3)
            .mapToObj(number -> new TenantId("test", "%032x".formatted(number)))
            .toList();

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private EmbeddedServer server;
    private Platform platform;
    private Pool pool;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedServer.start(folder.resolve("postgres"));
        Files.createDirectories(folder.resolve("plugins"));
        Keys.make(folder.resolve("keys.json"));
        platform = Platform.start(config(), server.address(), Secret.of("admin"));
        pool = Database.pool(vertx, server.address());
        var installed = new TestTenants(pool, Keys.read(folder.resolve("keys.json")));
        TENANTS.forEach(id -> installed.install(id, id.memberId(), Duration.ofHours(1)));
    }

    private Config config() {
        var flags = Map.of(
                "data",
                folder.toString(),
                "plugins",
                folder.resolve("plugins").toString(),
                "port",
                "0",
                "management-port",
                "0");
        var config = ConfigReader.read(vertx, Optional.empty(), Map.of(), flags);
        var application =
                new Application("test", TestHouse.CLIENT, Secret.of("secret"), Application.Kind.LOCAL, Set.of());
        return config.with(application, URI.create("http://localhost:9"));
    }

    @AfterEach
    void stop() {
        platform.close();
        vertx.close().await();
        server.close();
    }

    private EventSender sender() {
        var chats = TENANTS.stream()
                .map(id -> new EventSender.Chat(id, "token-" + id.memberId(), 62, 17))
                .toList();
        return new EventSender(platform.publicUrl() + "/bitrix24/test/event", chats, 400);
    }

    @Test
    void losesNothingThatWasAcknowledgedWhenItIsStoppedAndStartedAgain() {
        try (var sender = sender()) {
            var before = level(sender);
            server.close();
            eventually("events are spooled", () -> platform.stores().spool().bytes() > 0);
            assertThat(health()).contains("degraded");
            pause(SECONDS);
            server = EmbeddedServer.start(folder.resolve("postgres"));

            check("stopped", sender, before);
        }
    }

    @Test
    void losesNothingThatWasAcknowledgedWhileItStandsStill() {
        try (var sender = sender()) {
            var before = level(sender);
            pool.withTransaction(connection -> connection
                            .query("lock table event")
                            .execute()
                            .compose(locked -> vertx.timer(SECONDS, TimeUnit.SECONDS)))
                    .await();

            check("locked", sender, before);
        }
    }

    /** How long acknowledgements take, in ms, once everything has been used. */
    private static double level(EventSender sender) {
        eventually("events are stored", () -> sender.acknowledged().size() > SOME);
        var since = System.nanoTime();
        eventually("more are", () -> from(sender, since).size() > SOME);
        return p99(from(sender, since));
    }

    private static List<EventSender.Sent> from(EventSender sender, long since) {
        return sender.sent().stream().filter(one -> one.at() > since).toList();
    }

    private static double p99(List<EventSender.Sent> some) {
        var sorted =
                some.stream().mapToDouble(EventSender.Sent::millis).sorted().toArray();
        return sorted[sorted.length * 99 / 100];
    }

    /** From the moment the database is back. */
    private void check(String what, EventSender sender, double before) {
        var back = System.nanoTime();
        eventually("acknowledgements take as long as before", LONGEST, () -> isLevel(from(sender, back), before));
        var after = (System.nanoTime() - back) / 1e9;
        eventually("the spool is empty", () -> platform.stores().spool().isEmpty());
        var since = System.nanoTime();
        eventually("events are stored again", () -> from(sender, since).size() > SOME);
        sender.stop();
        eventually("the rest is drained", () -> platform.stores().spool().isEmpty());

        var stored = stored();
        var lost = sender.acknowledged().stream()
                .filter(number -> !stored.contains(number))
                .toList();
        var refused = sender.sent().size() - sender.acknowledged().size();
        System.out.printf(
                "database %s for %d s: %d events sent, %d not acknowledged, %d lost; 99 of 100 within %.0f ms before, "
                        + "again %.1f s after it was back, then within %.0f ms%n",
                what, SECONDS, sender.sent().size(), refused, lost.size(), before, after, p99(from(sender, since)));
        assertThat(lost).isEmpty();
        assertThat(refused).isZero();
    }

    /** Twice as long, and as long as this machine may be busy with something else, is no sign of a database that is away. */
    private static boolean isLevel(List<EventSender.Sent> since, double before) {
        return since.size() > SOME && p99(since.subList(since.size() - SOME, since.size())) < 2 * before + BUSY_MILLIS;
    }

    /** The numbers of all messages in the database, each of which is there once. */
    private Set<Long> stored() {
        var numbers = new ArrayList<Long>();
        var fresh = Database.pool(vertx, server.address());
        fresh.query("select message_id from event").execute().await().forEach(row -> numbers.add(row.getLong(0)));
        fresh.close().await();
        assertThat(numbers).doesNotHaveDuplicates();
        return new TreeSet<>(numbers);
    }

    private String health() {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(platform.managementUrl() + "/health"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause(int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
    }
}
