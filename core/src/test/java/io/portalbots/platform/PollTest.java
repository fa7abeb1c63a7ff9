package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.fixture.Poll;
import io.portalbots.platform.TestPortal.Person;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a real bot needs, from a question to the end of its poll, on a portal over HTTP. */
@ExtendWith(VertxExtension.class)
class PollTest {

    private static final Path SOURCE = Path.of("src/test/java/io/portalbots/fixture/Poll.java");
    private static final int ALICE = 1;
    private static final int BOB = 2;

    private final TestHouse house;
    private final TestPortal acme;
    private String token;
    private String group;
    private long bot;

    PollTest(Vertx vertx, @TempDir Path data) throws IOException {
        var plugins = Files.createDirectories(data.resolve("plugins"));
        PluginJar.of("poll", "1.0.0").file(SOURCE).write(plugins.resolve("poll.jar"));
        house = new TestHouse(vertx, data);
        acme = house.portal("acme");
    }

    @BeforeEach
    void install() {
        token = acme.install(TestHouse.CLIENT, TestHouse.SECRET, house.eventUrl())
                .getString("access_token");
        house.installed(acme);
        bot = acme.bot("portalbots_poll");
        group = group(ALICE, BOB);
    }

    private String group(Integer... people) {
        var chat = new JsonObject().put("BOT_ID", bot).put("USERS", new JsonArray(List.of(people)));
        return "chat"
                + acme.rest(token, "imbot.chat.add", chat.put("TITLE", "Lunch")).getInteger("result");
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void isAskedAnsweredCountedInPlaceAndClosedByWhoAsked() {
        var alice = acme.user("Alice");
        var bob = acme.user("Bob");

        var asked = asks(bob, group, "Lunch [b]today[/b]?", "Pizza\nSoup");

        assertThat(asked.page()).contains("Asked.");
        var poll = poll(bob, group);
        assertThat(poll.getString("text")).contains("Pizza: 0\nSoup: 0").contains("Lunch [\u2060b]");
        assertThat(labels(poll, "keyboard")).containsExactly("Pizza", "Soup");
        assertThat(labels(poll, "menu")).containsExactly("Take my vote back");

        votes(alice, poll, "Soup");
        votes(bob, poll, "Soup");
        eventually("counted", () -> text(bob, poll).endsWith("Pizza: 0\nSoup: 2"));
        votes(bob, poll, "Pizza");
        eventually("counted again", () -> text(bob, poll).endsWith("Pizza: 1\nSoup: 1"));
        alice.picks(poll.getLong("id"), "Take my vote back");
        eventually("taken back", () -> text(bob, poll).endsWith("Pizza: 1\nSoup: 0"));
        assertThat(labels(poll(bob, group), "menu")).containsExactly("Take my vote back");
        assertThat(said(bob)).isEqualTo(1);

        var closing = FrameVisitor.opens(bob.opens(group, "poll.close"));
        assertThat(closing.page()).contains("Lunch [b]today[/b]?", "value=\"1\"");
        assertThat(closing.submits(Map.of("poll", "1")).page()).contains("no poll that you may close");

        assertThat(text(bob, poll)).endsWith("Pizza: 1\nSoup: 0\n[I]Closed[/I]");
        assertThat(labels(poll(bob, group), "keyboard")).isEmpty();
        assertThat(labels(poll(bob, group), "menu")).isEmpty();
        assertThat(said(bob)).isEqualTo(1);
    }

    @Test
    void isClosedByWhomAnAdministratorNamedAndNobodyElse() {
        var alice = acme.user("Alice");
        var bob = acme.user("Bob");
        asks(bob, group, "Lunch?", "Pizza\nSoup");
        var refused = FrameVisitor.opens(alice.opens(group, "poll.close"));
        assertThat(refused.page()).contains("no poll that you may close");
        refused.submits(Map.of("poll", "1"));
        assertThat(poll(bob, group).getString("text")).doesNotContain("Closed");

        var tenant =
                house.platform().stores().tenants().matching(acme.memberId()).get(0);
        var closers = new Poll().settings().get(0);
        house.platform().stores().settings().set(tenant.id(), "poll", closers, "7, " + ALICE, "test");
        FrameVisitor.opens(alice.opens(group, "poll.close")).submits(Map.of("poll", "1"));

        assertThat(poll(bob, group).getString("text")).endsWith("Closed[/I]");
    }

    @Test
    void asksOnlyWhereThePersonIs() {
        var bob = acme.user("Bob");
        var alice = acme.user("Alice");
        var elsewhere = group(BOB);
        var address = alice.opens(group, "poll.ask");
        var forged = address.replaceFirst("DIALOG_ID=[^&]*", "DIALOG_ID=" + elsewhere);

        var answer = FrameVisitor.opens(forged).submits(Map.of("question", "Lunch?", "choices", "Pizza\nSoup"));

        assertThat(answer.page()).contains("I cannot write here.");
        assertThat(bob.messages(elsewhere))
                .noneMatch(message -> message.getString("text").contains("Lunch?"));
        assertThat(asks(alice, String.valueOf(bot), "Lunch?", "Pizza\nSoup").page())
                .contains("Asked.");
        assertThat(poll(alice, String.valueOf(bot)).getString("text")).contains("Lunch?");
    }

    private static FrameVisitor asks(Person person, String dialog, String question, String choices) {
        return FrameVisitor.opens(person.opens(dialog, "poll.ask"))
                .submits(Map.of("question", question, "choices", choices));
    }

    private static void votes(Person person, JsonObject poll, String choice) {
        person.presses(poll.getLong("id"), choice);
    }

    private JsonObject poll(Person person, String dialog) {
        return person.messages(dialog).stream()
                .filter(message -> message.getLong("authorId") == bot)
                .filter(message -> message.getString("text").startsWith("[B]Lunch"))
                .findFirst()
                .orElseThrow();
    }

    private String text(Person person, JsonObject poll) {
        return person.messages(group).stream()
                .filter(message -> message.getLong("id").equals(poll.getLong("id")))
                .map(message -> message.getString("text"))
                .findFirst()
                .orElseThrow();
    }

    private long said(Person person) {
        return person.messages(group).stream()
                .filter(message -> message.getLong("authorId") == bot)
                .filter(message -> message.getString("text").startsWith("[B]Lunch"))
                .count();
    }

    private static List<String> labels(JsonObject message, String where) {
        return message.getJsonArray(where, new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .map(button -> button.getString("text"))
                .toList();
    }
}
