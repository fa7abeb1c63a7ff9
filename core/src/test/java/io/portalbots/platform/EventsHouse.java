package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.portalbots.store.Database;
import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.Keys;
import io.portalbots.store.TestDatabase;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Portals whose people write to a bot that repeats what it hears, and a platform for them in a process of its own. */
final class EventsHouse implements AutoCloseable {

    /** A portal takes 45 answers of a process that starts, and two a second after that. */
    private static final List<String> PORTALS =
            IntStream.rangeClosed(1, 6).mapToObj(number -> "acme" + number).toList();

    private static final String BOT = "portalbots_parrot";
    private static final String PARROT = """
            public Optional<BotProfile> bot() { return Optional.of(new BotProfile("Parrot", "", BotProfile.Color.LIME)); }
            public Offer offer(PortalInfo portal) { return Offer.of(); }
            public void onMessage(Message message, Chat chat) { chat.say(message.text()); }
            """;

    private final Vertx vertx = Vertx.vertx();
    private final Sandbox sandbox = Sandbox.start(vertx, new SandboxOptions("127.0.0.1", 0, PORTALS, true))
            .await();
    private final List<TestPortal> portals =
            PORTALS.stream().map(name -> new TestPortal(sandbox.url(), name)).toList();
    private final Pool pool;
    private final Path log;
    private final Path data;
    private final Map<String, String> properties = new HashMap<>();
    private final List<EventSender.Chat> chats = new ArrayList<>();

    /** Installs on every portal. */
    EventsHouse(Path folder) {
        var address = TestDatabase.fresh();
        pool = Database.pool(vertx, address);
        log = folder.resolve("log");
        data = folder.resolve("data");
        Keys.make(folder.resolve("keys.json"));
        PluginJar.of("parrot", "1.0.0")
                .extension("Parrot", PARROT)
                .write(made(folder.resolve("plugins")).resolve("parrot.jar"));
        properties.putAll(properties(folder, address));
        install();
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> properties(Path folder, DatabaseAddress address) {
        return Map.of(
                "child.data", data.toString(),
                "child.keys", folder.resolve("keys.json").toString(),
                "child.plugins", folder.resolve("plugins").toString(),
                "child.secrets", folder.resolve("secrets").toString(),
                "child.port", String.valueOf(freePort()),
                "child.oauth", "http://localhost:" + sandbox.port(),
                "child.database", address.url(),
                "child.database.user", address.user(),
                "child.database.password", address.password().reveal());
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void install() {
        try (var platform = started(ClassArchive.wanted())) {
            portals.forEach(this::install);
            platform.tell("end");
            platform.exit();
        }
    }

    private void install(TestPortal portal) {
        portal.change(new JsonObject().put("limits", "off"));
        var installed = portal.install(TestHouse.CLIENT, CrashStory.SECRET, eventUrl());
        eventually("the bot is there", () -> portal.bots().count() == 1);
        var tenant = new TenantId("test", installed.getString("member_id"));
        var token = installed.getString("application_token");
        var bot = portal.bot(BOT);
        portal.people().forEach(person -> chats.add(new EventSender.Chat(tenant, token, bot, person)));
    }

    /** Starts the platform; returns once it serves. */
    ChildJvm started() {
        return started(false);
    }

    private ChildJvm started(boolean archives) {
        var platform = ChildJvm.start(CrashChild.class, properties, log, archives);
        assertThat(platform.answer()).as("started, see %s", log).isEqualTo("READY");
        return platform;
    }

    String eventUrl() {
        return "http://127.0.0.1:" + properties.get("child.port") + "/bitrix24/test/event";
    }

    List<EventSender.Chat> chats() {
        return chats;
    }

    /** Runs something while nobody can write or read events in the database. */
    void lock(Runnable meanwhile) {
        pool.withTransaction(connection -> connection
                        .query("lock table event")
                        .execute()
                        .compose(locked -> vertx.executeBlocking(() -> {
                            meanwhile.run();
                            return locked;
                        })))
                .await();
    }

    void change(String sql) {
        pool.query(sql).execute().await();
    }

    /** The numbers of messages that are so in the database. */
    List<Long> messages(String sql) {
        var numbers = new ArrayList<Long>();
        pool.query("select e.message_id from event e " + sql)
                .execute()
                .await()
                .forEach(row -> numbers.add(row.getLong(0)));
        return numbers;
    }

    /** Whether there are events in the spool of the platform. */
    boolean hasSpooled() {
        try (var files = Files.list(data.resolve("spool"))) {
            return files.map(Path::toFile).anyMatch(file -> file.length() > 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often the portals have an answer to each message. */
    Map<Long, Integer> answers() {
        return portals.stream()
                .flatMap(EventsHouse::heard)
                .flatMap(text -> EventSender.number(text).stream().boxed())
                .collect(Collectors.toMap(number -> number, number -> 1, Integer::sum));
    }

    private static Stream<String> heard(TestPortal portal) {
        var bot = portal.bot(BOT);
        return portal.people().flatMap(person -> portal.user(person).hears(bot).stream());
    }

    @Override
    public void close() {
        sandbox.stop().await();
        vertx.close().await();
    }
}
