package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CommandsTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private TestPortal portal;
    private Receiver receiver;
    private String token;
    private int bot;
    private int help;

    @BeforeEach
    void register() {
        portal = LAB.portal();
        receiver = new Receiver();
        token = portal.install().getString("access_token");
        bot = portal.bot(token, "echo", receiver.url(), Map.of());
        help = portal.command(token, bot, "help", receiver.url(), Map.of("COMMON", "Y"));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void runsTenLinesOfAMessageAtMost() {
        var lines = IntStream.rangeClosed(1, 12).mapToObj(number -> "/help " + number);

        portal.says(BOB, portal.general(), lines.collect(Collectors.joining("\n")));

        for (var number = 1; number <= 10; number++) {
            assertThat(run().get("COMMAND_PARAMS")).isEqualTo(String.valueOf(number));
        }
        assertThat(receiver.isEmpty()).isTrue();
    }

    @Test
    void saysHowACommandWasRun() {
        var key = new JsonObject().put("TEXT", "Help").put("COMMAND", "help").put("COMMAND_PARAMS", "me");
        var message =
                post(new JsonObject().put("KEYBOARD", new JsonArray().add(key)).put("MENU", new JsonArray().add(key)));

        portal.says(BOB, bot, "/help me");
        assertThat(run()).containsEntry("COMMAND_CONTEXT", "TEXTAREA").containsEntry("COMMAND_PARAMS", "me");

        portal.presses(BOB, message, 0);
        assertThat(run()).containsEntry("COMMAND_CONTEXT", "KEYBOARD").containsEntry("COMMAND_PARAMS", "me");

        picks(message, "Help");
        assertThat(run())
                .containsEntry("COMMAND_CONTEXT", "MENU")
                .containsEntry("COMMAND_PARAMS", "me")
                .containsEntry("MESSAGE_ID", String.valueOf(message));

        var form = "BOT_ID=" + bot + "&COMMAND=help&COMMAND_PARAMS=me&MESSAGE_ID=";
        var said = portal.says(BOB, portal.general(), "here").json().getInteger("messageId");
        portal.call(token, "im.message.command", form + said);
        assertThat(run()).containsEntry("COMMAND_CONTEXT", "KEYBOARD").containsEntry("COMMAND_PARAMS", "me");
    }

    @Test
    void answersForTenMinutes() {
        var message = portal.says(BOB, portal.general(), "/help").json().getInteger("messageId");
        var answer = "COMMAND_ID=" + help + "&MESSAGE=Here&MESSAGE_ID=" + message;

        advance("PT9M59S");
        var inTime = portal.call(token, "imbot.command.answer", answer).result();
        advance("PT2S");
        var late = portal.call(token, "imbot.command.answer", answer).result();
        portal.says(BOB, portal.general(), "/help");
        var again = portal.call(token, "imbot.command.answer", answer).result();

        assertThat(inTime).isInstanceOf(Integer.class);
        assertThat(late).isEqualTo(true);
        assertThat(again).isInstanceOf(Integer.class);
    }

    @Test
    void forgetsDialogTokensThatAreOver() {
        portal.says(BOB, portal.general(), "/help");
        var tokens = portal.detail().getJsonArray("dialogTokens");
        advance("PT11M");

        portal.says(BOB, 1, "/help");

        var left = portal.detail().getJsonArray("dialogTokens");
        assertThat(tokens).hasSize(1);
        assertThat(left).hasSize(1).isNotEqualTo(tokens);
        assertThat(left.getJsonObject(0).getInteger("botId")).isEqualTo(bot);
    }

    private Map<String, Object> run() {
        return receiver.next("ONIMCOMMANDADD").map("data", "COMMAND", String.valueOf(help));
    }

    private void picks(int message, Object entry) {
        var body = new JsonObject().put("messageId", message).put("menu", entry);
        portal.control(HttpMethod.POST, "/users/" + BOB + "/presses", body);
    }

    private int post(JsonObject parts) {
        var params = new JsonObject().put("BOT_ID", bot).put("DIALOG_ID", BOB).put("MESSAGE", "a");
        return (Integer)
                portal.call(token, "imbot.message.add", params.mergeIn(parts)).result();
    }

    private static void advance(String duration) {
        LAB.control(HttpMethod.POST, "/clock", new JsonObject().put("advance", duration));
    }
}
