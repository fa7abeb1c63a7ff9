package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people get who write /apps to a bot, from the messenger of the sandbox. */
@ExtendWith(VertxExtension.class)
class AppsCommandTest {

    private static final String BOT = "Optional.of(new BotProfile(\"Parrot\", \"\", BotProfile.Color.LIME))";
    private static final String SEND = app("send", "Send(\"/caw\")", "Caw");
    private static final List<String> ALL = List.of(
            SEND,
            app("put", "Put(\"/caw loudly\")", "Caw loudly"),
            app("call", "Call(\"+1 555 0100\")", "Hotline"),
            app("support", "Support(\"0123456789abcdef0123456789abcdef\")", "Help"),
            app("board", "Iframe(360, 240)", "Board"),
            "new ChatApp(\"staff\", new ChatApp.Action.Send(\"/staff\"), Audience.everywhere().adminsOnly(true),"
                    + " Map.of(\"en\", new Label(\"Staff\", \"\")))");

    private final Vertx vertx;
    private final Path data;

    @SuppressWarnings("NullAway.Init") // each test opens its own
    private TestHouse house;

    @SuppressWarnings("NullAway.Init")
    private TestPortal acme;

    AppsCommandTest(Vertx vertx, @TempDir Path data) {
        this.vertx = vertx;
        this.data = data;
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void makeANewAppUsableAtOnce() throws IOException {
        open(Map.of(), BOT, List.of(SEND));
        var bob = acme.user("Bob");
        var session = post(bob.url() + "/sessions", new JsonObject()).getString("session");

        jar(BOT, "1.1.0", ALL);
        eventually("registered", () -> acme.apps().size() == ALL.size());
        assertThat(listed(bob, session)).containsExactly("Caw");
        bob.types(parrot(), "/apps");

        eventually("answered", () -> bob.hears(parrot()).contains("This can be used here:"));
        assertThat(menu(bob, parrot())).containsExactly("Caw", "Caw loudly", "Hotline", "Help", "Board");
        assertThat(press(bob, session, "Caw loudly").getString("effect")).isEqualTo("put");
        assertThat(press(bob, session, "Hotline").getString("effect")).isEqualTo("call");
        assertThat(press(bob, session, "Help").getString("effect")).isEqualTo("support");
        var opened = press(bob, session, "Board");
        assertThat(opened.getString("effect")).isEqualTo("frame");
        assertThat(opened.encode()).contains("parrot/board").contains("menu");
    }

    @Test
    void isAnsweredByTheSharedBotToo() throws IOException {
        open(Map.of("menu-support", "false"), "Optional.empty()", ALL);
        var bob = acme.user("Bob");
        var apps = acme.bot("portalbots_apps");

        bob.types(apps, "/apps");

        eventually("answered", () -> bob.hears(apps).contains("This can be used here:"));
        assertThat(menu(bob, apps)).containsExactly("Caw", "Caw loudly", "Hotline", "Board");
    }

    @Test
    void isThePluginsOwnWhereItHasTheWord() throws IOException {
        var own = BOT + "; } public List<Command> commands() {"
                + " return List.of(new Command(\"apps\", Map.of(\"en\", new Command.Phrase(\"Lists\", \"\")))); }"
                + " public void onCommand(CommandCall call, Chat chat) { chat.say(\"none\"); }"
                + " public String greeting(Arrival arrival) { return \"Hi\"";
        open(Map.of(), own, List.of(SEND));
        var bob = acme.user("Bob");

        bob.types(parrot(), "/apps");

        eventually("answered", () -> bob.hears(parrot()).contains("none"));
        assertThat(bob.hears(parrot())).doesNotContain("This can be used here:");
        assertThat(acme.describe().getJsonArray("commands")).hasSize(1);
    }

    private void open(Map<String, String> keys, String bot, List<String> apps) throws IOException {
        Files.createDirectories(data.resolve("plugins"));
        jar(bot, "1.0.0", apps);
        house = new TestHouse(vertx, data, keys);
        acme = house.install("acme");
    }

    private void jar(String bot, String version, List<String> apps) {
        PluginJar.of("parrot", version)
                .extension("Parrot", members(bot, String.join(", ", apps)))
                .write(data.resolve("plugins/parrot.jar"));
    }

    private static String members(String bot, String apps) {
        return """
                public Optional<BotProfile> bot() { return %s; }
                public Offer offer(PortalInfo portal) { return Offer.of(%s); }
                public Page frame(FrameVisit visit) { return new Page("Board", "<p>A board</p>"); }
                """.formatted(bot, apps);
    }

    private static String app(String code, String action, String title) {
        return "new ChatApp(\"" + code + "\", new ChatApp.Action." + action
                + ", Audience.everywhere(), Map.of(\"en\", new Label(\"" + title + "\", \"\")))";
    }

    private int parrot() {
        return acme.bot("portalbots_parrot");
    }

    private List<String> listed(TestPortal.Person person, String session) {
        var query = "/apps?dialogId=" + parrot() + "&session=" + session;
        return objects(TestPortal.send("GET", person.url() + query, ""))
                .map(app -> app.getString("title"))
                .toList();
    }

    /** The buttons of the last message in the chat with a bot. */
    private static List<String> menu(TestPortal.Person person, int bot) {
        return objects(last(person, bot).getJsonArray("keyboard").encode())
                .map(button -> button.getString("text"))
                .toList();
    }

    private static JsonObject last(TestPortal.Person person, int bot) {
        return objects(TestPortal.send("GET", person.url() + "/messages?dialogId=" + bot, ""))
                .filter(message -> message.getInteger("authorId") == bot)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private JsonObject press(TestPortal.Person person, String session, String button) {
        return post(
                person.url() + "/presses",
                new JsonObject()
                        .put("messageId", last(person, parrot()).getInteger("id"))
                        .put("button", button)
                        .put("session", session));
    }

    private static JsonObject post(String url, JsonObject body) {
        return new JsonObject(TestPortal.send("POST", url, body.encode()));
    }

    private static Stream<JsonObject> objects(String array) {
        return new JsonArray(array).stream().map(JsonObject.class::cast);
    }
}
