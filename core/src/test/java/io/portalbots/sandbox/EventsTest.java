package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.ALICE;
import static io.portalbots.sandbox.TestPortal.BOB;
import static io.portalbots.sandbox.TestPortal.DORA;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private TestPortal portal;
    private Receiver receiver;
    private String token;
    private int bot;

    @BeforeEach
    void register() {
        portal = LAB.portal();
        receiver = new Receiver();
        token = portal.install().getString("access_token");
        bot = portal.bot(token, "echo", receiver.url(), Map.of());
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void welcomesAPersonOnTheFirstMessageAndThenDeliversIt() {
        var message = portal.says(BOB, bot, "hello there").json().getInteger("messageId");

        var joined = receiver.next("ONIMBOTJOINCHAT");
        var said = receiver.next("ONIMBOTMESSAGEADD");

        var id = String.valueOf(bot);
        assertThat(joined.map("data", "PARAMS"))
                .containsEntry("CHAT_TYPE", "P")
                .containsEntry("BOT_ID", id)
                .containsEntry("USER_ID", "2")
                .containsEntry("DIALOG_ID", "2")
                .containsEntry("LANGUAGE", "en");
        assertThat(joined.map("auth")).containsKey("access_token").doesNotContainKey("refresh_token");
        assertThat(said.map("data", "PARAMS"))
                .containsEntry("MESSAGE", "hello there")
                .containsEntry("MESSAGE_ID", String.valueOf(message))
                .containsEntry("MESSAGE_TYPE", "P")
                .containsEntry("FROM_USER_ID", "2")
                .containsEntry("TO_USER_ID", id)
                .containsEntry("DIALOG_ID", "2")
                .containsEntry("AUTHOR_ID", "2")
                .containsEntry("SYSTEM", "N");
        assertThat(said.map("data", "USER")).containsEntry("NAME", "Bob").containsEntry("IS_EXTRANET", "N");
        assertThat(said.map("data", "BOT", id))
                .containsEntry("BOT_CODE", "echo")
                .containsEntry("client_id", TestPortal.CLIENT)
                .containsEntry("user_id", id)
                .containsKeys("refresh_token", "expires", "application_token", "AUTH");
    }

    @Test
    void saysWhatAPersonIsCalledNow() {
        portal.control(HttpMethod.PATCH, "/users/" + BOB, new JsonObject().put("name", "Robert Miller"));

        portal.says(BOB, bot, "hello");

        receiver.next("ONIMBOTJOINCHAT");
        assertThat(receiver.next("ONIMBOTMESSAGEADD").map("data", "USER"))
                .containsEntry("NAME", "Robert Miller")
                .containsEntry("LAST_NAME", "Miller");
    }

    @Test
    void handsOutTokensOfThePersonAndTheBotThatWork() {
        portal.says(BOB, bot, "hello");
        receiver.next("ONIMBOTJOINCHAT");
        var said = receiver.next("ONIMBOTMESSAGEADD");

        assertThat(whose(said.text("auth", "access_token"))).isEqualTo("2");
        assertThat(whose(said.text("data", "BOT", String.valueOf(bot), "access_token")))
                .isEqualTo(String.valueOf(bot));
        assertThat(said.text("auth", "application_token"))
                .isEqualTo(portal.install().getString("application_token"));
    }

    @Test
    void givesABotEitherTheCommandOrTheMessage() {
        var command = portal.command(token, bot, "help", receiver.url(), Map.of());

        var message = portal.says(BOB, bot, "/help billing").json().getInteger("messageId");

        receiver.next("ONIMBOTJOINCHAT");
        var run = receiver.next("ONIMCOMMANDADD");
        assertThat(run.map("data", "COMMAND", String.valueOf(command)))
                .containsEntry("COMMAND", "help")
                .containsEntry("COMMAND_ID", String.valueOf(command))
                .containsEntry("COMMAND_PARAMS", "billing")
                .containsEntry("COMMAND_CONTEXT", "TEXTAREA")
                .containsEntry("BOT_ID", String.valueOf(bot))
                .containsEntry("MESSAGE_ID", String.valueOf(message))
                .containsKeys("access_token", "AUTH");
        assertThat(run.map("data", "PARAMS")).containsEntry("MESSAGE", "/help billing");
        assertThat(run.map("data", "USER")).doesNotContainKey("IS_BOT");
        nothingElseWasSent();
    }

    @Test
    void runsSeveralCommandsOfOneMessage() {
        var help = portal.command(token, bot, "help", receiver.url(), Map.of());
        var echo = portal.command(token, bot, "echo", receiver.url(), Map.of());

        portal.says(BOB, bot, "/help a\n/echo b\n/help a\n/help c");

        receiver.next("ONIMBOTJOINCHAT");
        assertThat(receiver.next("ONIMCOMMANDADD").map("data", "COMMAND"))
                .containsOnlyKeys(String.valueOf(help), String.valueOf(echo));
        assertThat(receiver.next("ONIMCOMMANDADD").text("data", "COMMAND", String.valueOf(help), "COMMAND_PARAMS"))
                .isEqualTo("c");
    }

    @ParameterizedTest
    @CsvSource({
        // the command's COMMON and EXTRANET_SUPPORT, who types, whether the bot is in the group, whether it runs
        "N, N, 2, false, false",
        "N, N, 2, true,  true",
        "Y, N, 2, false, true",
        "Y, N, 3, false, false",
        "Y, Y, 3, false, true"
    })
    void runsACommandInAGroupByItsRights(String common, String extranet, int who, boolean member, boolean runs) {
        portal.command(token, bot, "help", receiver.url(), Map.of("COMMON", common, "EXTRANET_SUPPORT", extranet));
        if (member) {
            addToGeneral();
            receiver.next("ONIMBOTJOINCHAT");
        }

        portal.says(who, portal.general(), "/help");

        if (runs) {
            receiver.next("ONIMCOMMANDADD");
        }
        nothingElseWasSent();
    }

    @Test
    void hearsAGroupOnlyWhenMentioned() {
        addToGeneral();
        var joined = receiver.next("ONIMBOTJOINCHAT");
        var general = portal.general();

        portal.says(BOB, general, "nobody in particular");
        portal.says(BOB, general, "[USER=" + bot + "]echo[/USER], hello");

        var said = receiver.next("ONIMBOTMESSAGEADD");
        assertThat(joined.text("data", "PARAMS", "DIALOG_ID")).isEqualTo(general);
        assertThat(said.map("data", "PARAMS"))
                .containsEntry("MESSAGE", "hello")
                .containsEntry("MESSAGE_ORIGINAL", "[USER=" + bot + "]echo[/USER], hello")
                .containsEntry("DIALOG_ID", general)
                .containsEntry("CHAT_TITLE", "General")
                .containsEntry("CHAT_USER_COUNT", "4")
                .containsEntry("MESSAGE_TYPE", "C");
    }

    @Test
    void tellsASupervisorEveryGroupMessage() {
        bot = portal.bot(token, "boss", receiver.url(), Map.of("TYPE", "S"));
        addToGeneral();
        receiver.next("ONIMBOTJOINCHAT");

        portal.says(BOB, portal.general(), "nobody in particular");

        receiver.next("ONIMBOTMESSAGEADD");
    }

    @Test
    void neverTellsABotWhatItWroteItself() {
        portal.call(token, "imbot.message.add", "BOT_ID=" + bot + "&DIALOG_ID=2&MESSAGE=hi");

        assertThat(portal.reads(BOB, bot).getJsonObject(0).getString("text")).isEqualTo("hi");
        nothingElseWasSent();
    }

    @Test
    void answersACommandWhereTheBotIsNoMember() {
        var command = portal.command(token, bot, "help", receiver.url(), Map.of("COMMON", "Y"));
        var general = portal.general();
        var answer = "COMMAND_ID=" + command + "&MESSAGE=Here&MESSAGE_ID=";
        var before = portal.says(ALICE, general, "no command").json().getInteger("messageId");
        assertThat(portal.call(token, "imbot.command.answer", answer + before).result())
                .isEqualTo(true);

        var message = portal.says(BOB, general, "/help").json().getInteger("messageId");
        receiver.next("ONIMCOMMANDADD");

        assertThat(portal.call(token, "imbot.command.answer", answer + message).result())
                .isInstanceOf(Integer.class)
                .isNotEqualTo(true);
        assertThat(portal.reads(DORA, general).getJsonObject(2).getInteger("authorId"))
                .isEqualTo(bot);
    }

    @Test
    void tellsOfADeletedBotWithoutARefreshToken() {
        portal.call(token, "imbot.unregister", "BOT_ID=" + bot);

        var deleted = receiver.next("ONIMBOTDELETE");
        assertThat(deleted.map("data")).isEqualTo(Map.of("BOT_ID", String.valueOf(bot), "BOT_CODE", "echo"));
        assertThat(deleted.map("auth")).doesNotContainKey("refresh_token");
    }

    private void addToGeneral() {
        var chatId = portal.general().substring("chat".length());
        portal.control(
                HttpMethod.POST,
                "/chats/" + chatId + "/users",
                new JsonObject().put("userIds", new JsonArray().add(bot)));
    }

    /** Events are sent in order, so once a later one is here nothing came before it. */
    private void nothingElseWasSent() {
        portal.call(token, "imbot.unregister", "BOT_ID=" + bot);
        receiver.next("ONIMBOTDELETE");
        assertThat(receiver.isEmpty()).isTrue();
    }

    private String whose(String accessToken) {
        return portal.call(accessToken, "profile", "")
                .json()
                .getJsonObject("result")
                .getString("ID");
    }
}
