package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.portalbots.store.Database;
import io.portalbots.store.EmbeddedServer;
import io.portalbots.store.Keys;
import io.portalbots.store.TestTenants;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
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
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that nobody can check, because the database is away and their tenants are not in memory. */
class UncheckedOutageTest {

    private static final TenantId KNOWN = new TenantId("test", "1".repeat(32));
    private static final TenantId UNREAD = new TenantId("test", "2".repeat(32));
    private static final TenantId STRANGER = new TenantId("test", "3".repeat(32));

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private Sandbox sandbox;
    private EmbeddedServer server;
    private Platform platform;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(vertx, new SandboxOptions("127.0.0.1", 0, List.of("acme"), true))
                .await();
        server = EmbeddedServer.start(folder.resolve("postgres"));
        Files.createDirectories(folder.resolve("plugins"));
        Keys.make(folder.resolve("keys.json"));
        platform = platform();
        var pool = Database.pool(vertx, server.address());
        var installed = new TestTenants(pool, Keys.read(folder.resolve("keys.json")));
        List.of(KNOWN, UNREAD).forEach(id -> installed.install(id, id.memberId(), Duration.ofHours(1)));
        pool.close().await();
        assertThat(send(message(KNOWN, "token-" + KNOWN.memberId(), 1))).isEqualTo(200);
        eventually("handled", () -> platform.stores().inbox().pending() == 0);
    }

    private Platform platform() {
        var flags = new TreeMap<>(Map.of("data", folder.toString(), "port", "0", "management-port", "0", "spool", "1"));
        flags.put("plugins", folder.resolve("plugins").toString());
        var config = ConfigReader.read(vertx, Optional.empty(), Map.of(), flags);
        var application =
                new Application("test", TestHouse.CLIENT, Secret.of("secret"), Application.Kind.LOCAL, Set.of());
        return Platform.start(
                config.with(application, URI.create("http://localhost:" + sandbox.port())),
                server.address(),
                Secret.of("admin"));
    }

    @AfterEach
    void stop() {
        platform.close();
        server.close();
        vertx.close().await();
    }

    @Test
    void takesThemAndChecksThemOnceItIsBack() {
        server.close();
        for (var number = 2; number <= 4; number++) {
            assertThat(send(message(UNREAD, "token-" + UNREAD.memberId(), number)))
                    .isEqualTo(200);
        }
        assertThat(send(message(KNOWN, "token-" + KNOWN.memberId(), 5))).isEqualTo(200);
        assertThat(send(message(UNREAD, "token-forged", 6))).isEqualTo(200);
        assertThat(send(message(STRANGER, "token-" + UNREAD.memberId(), 7))).isEqualTo(200);
        assertThat(send(message(UNREAD, "token-" + UNREAD.memberId(), 8))).isEqualTo(200);
        assertThat(spooled()).contains("hello 5").doesNotContain("token-").doesNotContain("hello 2");

        back();

        assertThat(stored(UNREAD)).containsExactly(2L, 3L, 4L, 8L);
        assertThat(stored(KNOWN)).containsExactly(1L, 5L);
        assertThat(stored(STRANGER)).isEmpty();
        eventually("handled", () -> platform.stores().inbox().pending() == 0);
        assertThat(counted("rejected"))
                .as("more, if the database went away once more")
                .isGreaterThanOrEqualTo(2);
        assertThat(counted("spooled")).isEqualTo(7);
    }

    @Test
    void installsAndRemovesOnceItIsBackAndOnlyOnceThoughItDiedMeanwhile() {
        server.close();
        var acme = new TestPortal(sandbox.url(), "acme");
        var credentials = acme.install(TestHouse.CLIENT, "secret", platform.publicUrl() + "/bitrix24/test/event");
        eventually("spooled", () -> platform.stores().spool().bytes() > 0);
        var before = platform.stores().spool().bytes();
        assertThat(send(uninstalled(UNREAD))).isEqualTo(200);
        assertThat(platform.stores().spool().bytes()).isGreaterThan(before);
        assertThat(spooled()).doesNotContain(credentials.encode()).doesNotContain("refresh_token");
        var left = copy(folder.resolve("spool"));

        back();
        var id = new TenantId("test", acme.memberId());
        eventually("installed", () -> active(id));
        eventually("removed", () -> !active(UNREAD));
        platform.close();
        put(left, folder.resolve("spool")); // as if it had died before it forgot them
        platform = platform();
        eventually("the spool is empty", () -> platform.stores().spool().isEmpty());

        eventually(
                "nothing is claimed",
                () -> platform.stores().claims().waiting(1).isEmpty());
        eventually("nothing waits", () -> platform.stores().inbox().pending() == 0);
        assertThat(active(id)).isTrue();
        assertThat(platform.stores().tenants().find(id).orElseThrow().generation())
                .isEqualTo(1);
        assertThat(stored(UNREAD)).as("its removal").hasSize(1);
    }

    @Test
    void givesStrangersAQuarterOfTheSpoolAndTheRestToThoseItKnows() {
        server.close();
        var large = message(STRANGER, "token-forged", 2);
        large.put("data[PARAMS][MESSAGE]", "x".repeat(100_000));
        assertThat(send(large)).isEqualTo(200);
        assertThat(send(large)).isEqualTo(200);

        assertThat(send(large)).isEqualTo(503);

        assertThat(counted("refused")).isEqualTo(1);
        for (var number = 3; number <= 6; number++) {
            var known = message(KNOWN, "token-" + KNOWN.memberId(), number);
            known.put("data[PARAMS][MESSAGE]", "x".repeat(100_000));
            assertThat(send(known)).isEqualTo(200);
        }
        back();
        assertThat(stored(KNOWN)).containsExactly(1L, 3L, 4L, 5L, 6L);
    }

    @Test
    void takesThemWhileTheDatabaseIsSilent() {
        var pool = Database.pool(vertx, server.address());
        pool.withTransaction(connection -> connection
                        .query("lock table tenant, event")
                        .execute()
                        .compose(locked -> vertx.executeBlocking(() -> {
                            assertThat(send(message(UNREAD, "token-" + UNREAD.memberId(), 2)))
                                    .isEqualTo(200);
                            assertThat(send(message(UNREAD, "token-" + UNREAD.memberId(), 3)))
                                    .isEqualTo(200);
                            return locked;
                        })))
                .await();

        eventually("the spool is empty", () -> platform.stores().spool().isEmpty());
        assertThat(stored(UNREAD)).containsExactly(2L, 3L);
        pool.close().await();
    }

    private void back() {
        server = EmbeddedServer.start(folder.resolve("postgres"));
        eventually("the spool is empty", () -> platform.stores().spool().isEmpty());
    }

    private boolean active(TenantId id) {
        return platform.stores().tenants().find(id).filter(Tenant::active).isPresent();
    }

    private static Map<String, String> message(TenantId tenant, String token, long number) {
        return new TreeMap<>(Map.of(
                "event", "ONIMBOTMESSAGEADD",
                "data[BOT][62][BOT_ID]", "62",
                "data[PARAMS][MESSAGE]", "hello " + number,
                "data[PARAMS][MESSAGE_ID]", String.valueOf(number),
                "data[PARAMS][DIALOG_ID]", "17",
                "data[PARAMS][CHAT_TYPE]", "P",
                "data[USER][ID]", "17",
                "ts", "1760000001",
                "auth[member_id]", tenant.memberId(),
                "auth[application_token]", token));
    }

    private static Map<String, String> uninstalled(TenantId tenant) {
        return Map.of(
                "event", "ONAPPUNINSTALL",
                "data[CLEAN]", "0",
                "ts", "1760000001",
                "auth[member_id]", tenant.memberId(),
                "auth[application_token]", "token-" + tenant.memberId());
    }

    private int send(Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(platform.publicUrl() + "/bitrix24/test/event"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private double counted(String outcome) {
        try {
            var request = HttpRequest.newBuilder(URI.create(platform.managementUrl() + "/metrics"))
                    .build();
            return http.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(
                            "portalbots_events_total{event=\"ONIMBOTMESSAGEADD\",outcome=\"" + outcome + "\"}"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<Long> stored(TenantId tenant) {
        Pool fresh = Database.pool(vertx, server.address());
        var numbers = new ArrayList<Long>();
        fresh.query("select message_id from event where tenant_id = '" + tenant + "' order by event_id")
                .execute()
                .await()
                .forEach(row -> numbers.add(row.getLong(0)));
        fresh.close().await();
        return numbers;
    }

    /** What lies on the disk, as if decoded. */
    private String spooled() {
        return copy(folder.resolve("spool")).values().stream()
                .map(bytes -> new String(bytes, ISO_8859_1).replace('+', ' '))
                .collect(Collectors.joining());
    }

    private static Map<String, byte[]> copy(Path spool) {
        try (var files = Files.list(spool)) {
            return files.collect(
                    Collectors.toMap(file -> String.valueOf(file.getFileName()), UncheckedOutageTest::bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Map<String, byte[]> files, Path spool) {
        files.forEach((name, bytes) -> {
            try {
                Files.write(spool.resolve(name), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
