package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.Keys;
import io.portalbots.store.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two platforms on one database, each ended in good order and started again while people write: no event is refused, and
 * each is answered once. {@code -Drolling.rounds=10} does so more often.
 */
class RollingRestartTest {

    private static final int ROUNDS = Integer.getInteger("rolling.rounds", 1);
    private static final long BETWEEN_MILLIS = 250; // a portal takes two answers a second, and fifty at once
    private static final long UNDER_WAY_MILLIS = 600;

    private static final String PARROT = """
            public Optional<BotProfile> bot() { return Optional.of(new BotProfile("Parrot", "", BotProfile.Color.LIME)); }
            public Offer offer(PortalInfo portal) { return Offer.of(); }
            public void onMessage(Message message, Chat chat) { chat.say(message.text()); }
            """;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Sandbox sandbox = Sandbox.start(vertx, new SandboxOptions("127.0.0.1", 0, List.of("acme"), true))
            .await();
    private final DatabaseAddress address = TestDatabase.fresh();
    private final List<Integer> ports = List.of(freePort(), freePort());
    private final Balancer balancer = new Balancer(vertx, ports);
    private final TestPortal acme = new TestPortal(sandbox.url(), "acme");

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void prepare() throws IOException {
        Keys.make(folder.resolve("keys.json"));
        Files.createDirectories(folder.resolve("plugins"));
        PluginJar.of("parrot", "1.0.0").extension("Parrot", PARROT).write(folder.resolve("plugins/parrot.jar"));
    }

    @AfterEach
    void stop() {
        balancer.close();
        sandbox.stop().await();
        vertx.close().await();
    }

    @Test
    void refusesNothingAndSaysNothingTwiceWhileItsProcessesAreReplaced() {
        var platforms = new ArrayList<>(ports.stream().map(this::started).toList());
        try {
            acme.install(TestHouse.CLIENT, CrashStory.SECRET, balancer.url() + "/bitrix24/test/event");
            eventually("the bot is there", () -> acme.bots().count() == 1);
            var parrot = acme.bot("portalbots_parrot");

            var written = whileSomebodyWrites(parrot, () -> replaceEach(platforms));

            eventually("all is answered", () -> acme.user("Bob").hears(parrot).containsAll(written));
            assertThat(acme.user("Bob").hears(parrot).stream().filter(written::contains))
                    .as("nothing twice")
                    .hasSameSizeAs(written);
            assertThat(fates()).as("of %d messages", written.size()).containsOnly("delivered");
            System.out.printf(
                    "rolling: %d restarts, %d messages, none refused, none answered twice%n",
                    ROUNDS * platforms.size(), written.size());
        } finally {
            platforms.forEach(ChildJvm::close);
        }
    }

    private ChildJvm started(int port) {
        var properties = new HashMap<>(Map.of(
                "child.data", folder.resolve("data-" + port).toString(),
                "child.keys", folder.resolve("keys.json").toString(),
                "child.plugins", folder.resolve("plugins").toString(),
                "child.secrets", folder.resolve("secrets-" + port).toString(),
                "child.port", String.valueOf(port),
                "child.oauth", "http://localhost:" + sandbox.port(),
                "child.database", address.url(),
                "child.database.user", address.user(),
                "child.database.password", address.password().reveal()));
        properties.put("child.public-url", balancer.url());
        var log = folder.resolve("log-" + port);
        var started = ChildJvm.start(CrashChild.class, properties, log);
        assertThat(started.answer()).as("started, see %s", log).isEqualTo("READY");
        return started;
    }

    private void replaceEach(List<ChildJvm> platforms) {
        for (var round = 0; round < ROUNDS; round++) {
            for (var i = 0; i < platforms.size(); i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(UNDER_WAY_MILLIS));
                platforms.get(i).tell("stop");
                assertThat(platforms.get(i).exit()).isZero();
                platforms.set(i, started(ports.get(i)));
            }
        }
    }

    /** The messages that Bob wrote meanwhile. */
    private List<String> whileSomebodyWrites(int bot, Runnable what) {
        var written = new ArrayList<String>();
        var over = new AtomicBoolean();
        var bob = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                var text = "message " + written.size();
                written.add(text);
                acme.user("Bob").types(bot, text);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_MILLIS));
            }
        });
        try {
            what.run();
        } finally {
            over.set(true);
            join(bob);
        }
        return written;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> fates() {
        return new JsonArray(TestPortal.send("GET", acme.url() + "/events?after=0", ""))
                .stream()
                        .map(JsonObject.class::cast)
                        .filter(event -> event.getString("event").equals("ONIMBOTMESSAGEADD"))
                        .map(event -> event.getString("fate"))
                        .distinct()
                        .toList();
    }
}
