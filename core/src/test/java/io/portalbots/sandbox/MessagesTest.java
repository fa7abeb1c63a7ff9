package io.portalbots.sandbox;

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

class MessagesTest {

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
    void leavesAMessageAloneAfterThreeDays() {
        LAB.control(HttpMethod.POST, "/clock", new JsonObject().put("freeze", true));
        var posted = post("BOT_ID=" + bot + "&DIALOG_ID=2&MESSAGE=hi");
        var said = says(bot, "hello");
        advance("P3D");
        token = portal.install().getString("access_token");

        assertThat(update(posted).status()).isEqualTo(200);
        assertThat(edits(said, "hello again").status()).isEqualTo(200);
        advance("PT1S");

        assertThat(update(posted).status()).isEqualTo(403);
        assertThat(update(posted).error()).isEqualTo("CANT_EDIT_MESSAGE");
        assertThat(portal.call(token, "imbot.message.delete", "BOT_ID=" + bot + "&MESSAGE_ID=" + posted)
                        .error())
                .isEqualTo("CANT_EDIT_MESSAGE");
        assertThat(edits(said, "hello at last").error()).isEqualTo("NOT_EDITABLE");
        LAB.control(HttpMethod.POST, "/clock", new JsonObject().put("freeze", false));
    }

    @Test
    void tellsABotThatAMessageToItWasChanged() {
        var message = says(bot, "hello");
        receiver.next("ONIMBOTJOINCHAT");
        receiver.next("ONIMBOTMESSAGEADD");

        edits(message, "hello again");

        var changed = receiver.next("ONIMBOTMESSAGEUPDATE");
        assertThat(changed.map("data", "PARAMS"))
                .containsEntry("ID", String.valueOf(message))
                .containsEntry("MESSAGE_ID", String.valueOf(message))
                .containsEntry("AUTHOR_ID", "2")
                .containsEntry("FROM_USER_ID", "2")
                .containsEntry("TO_USER_ID", String.valueOf(bot))
                .containsEntry("DIALOG_ID", "2")
                .containsEntry("MESSAGE", "hello again")
                .containsEntry("CHAT_TYPE", "P")
                .containsKeys("CHAT_ID", "CHAT_AUTHOR_ID", "LANGUAGE");
        assertThat(changed.map("data", "USER")).containsEntry("IS_BOT", "N").containsEntry("IS_EXTRANET", "N");
        assertThat(changed.map("data", "BOT", String.valueOf(bot))).containsKeys("refresh_token", "AUTH");
        assertThat(changed.map("auth")).containsKey("refresh_token");
    }

    @Test
    void tellsABotThatAMessageWhichMentionedItWasDeleted() {
        addToGeneral(bot);
        receiver.next("ONIMBOTJOINCHAT");
        var general = portal.general();
        var message = portal.says(DORA, general, "[USER=" + bot + "]echo[/USER] hello")
                .json()
                .getInteger("messageId");
        receiver.next("ONIMBOTMESSAGEADD");

        portal.control(HttpMethod.DELETE, "/users/" + DORA + "/messages/" + message, new JsonObject());

        var deleted = receiver.next("ONIMBOTMESSAGEDELETE");
        assertThat(deleted.map("data", "PARAMS"))
                .containsEntry("MESSAGE_ID", String.valueOf(message))
                .containsEntry("DIALOG_ID", general)
                .containsEntry("CHAT_ID", general.substring("chat".length()))
                .doesNotContainKeys("FROM_USER_ID", "MENTIONED_LIST");
        assertThat(deleted.text("data", "PARAMS", "MESSAGE")).matches("Message from [0-9/]+ [0-9:]+ has been deleted");
        assertThat(deleted.map("data", "USER")).containsEntry("IS_EXTRANET", "Y");
    }

    @Test
    void tellsInAGroupWhatElseWasSaid() {
        addToGeneral(bot);
        receiver.next("ONIMBOTJOINCHAT");

        portal.says(BOB, portal.general(), "[USER=" + bot + "]echo[/USER] , hello [USER=1]Alice[/USER]");

        assertThat(receiver.next("ONIMBOTMESSAGEADD").map("data", "PARAMS"))
                .containsEntry("MESSAGE", ", hello [USER=1]Alice[/USER]")
                .containsEntry("MENTIONED_LIST", Map.of(String.valueOf(bot), String.valueOf(bot), "1", "1"))
                .containsEntry("TO_USER_ID", String.valueOf(bot))
                .containsEntry("CHAT_ENTITY_DATA_2", "")
                .containsEntry("CHAT_ENTITY_DATA_3", "")
                .containsEntry("COMMAND_CONTEXT", "TEXTAREA")
                .containsEntry("PLATFORM_CONTEXT", "web")
                .containsEntry("PUSH", "Y");
    }

    @Test
    void tellsABotWhatAnotherOneWrote() {
        var other = portal.bot(token, "other", receiver.url(), Map.of());

        var message = post("BOT_ID=" + other + "&DIALOG_ID=" + bot + "&MESSAGE=/help");

        var said = receiver.next("ONIMBOTMESSAGEADD");
        assertThat(said.map("data", "BOT")).containsOnlyKeys(String.valueOf(bot));
        assertThat(said.map("data", "PARAMS"))
                .containsEntry("MESSAGE_ID", String.valueOf(message))
                .containsEntry("DIALOG_ID", String.valueOf(other))
                .containsEntry("MESSAGE", "/help");
        assertThat(said.map("data", "USER")).containsEntry("NAME", "other").containsEntry("IS_BOT", "Y");
        assertThat(said.text("auth", "user_id")).isEqualTo(String.valueOf(other));
    }

    @Test
    void tellsNobodyWhatABotSaysAsTheSystem() {
        var other = portal.bot(token, "other", receiver.url(), Map.of());

        post("BOT_ID=" + other + "&DIALOG_ID=" + bot + "&MESSAGE=hi&SYSTEM=Y");

        assertThat(portal.control("/events").list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"contract, de", "real, en"})
    void namesThePersonsLanguageOrAsPortalsDoTheirOwn(String mode, String language) {
        portal.control(HttpMethod.PATCH, "", new JsonObject().put("mode", mode));

        portal.says(DORA, bot, "hello");

        assertThat(receiver.next("ONIMBOTJOINCHAT").text("data", "PARAMS", "LANGUAGE"))
                .isEqualTo(language);
        assertThat(receiver.next("ONIMBOTMESSAGEADD").text("data", "PARAMS", "LANGUAGE"))
                .isEqualTo(language);
    }

    @Test
    void picksAnEntryOfAMenuByPlaceOrText() {
        var app = portal.app(token, TestPortal.frame(bot, "poll"));
        var menu = new JsonArray()
                .add(new JsonObject().put("TEXT", "Open").put("APP_ID", app).put("APP_PARAMS", "a<b"))
                .add(new JsonObject().put("TEXT", "Dead").put("LINK", "/").put("DISABLED", "Y"));
        var params = new JsonObject().put("BOT_ID", bot).put("DIALOG_ID", BOB).put("MESSAGE", "a");
        var message = (Integer) portal.call(token, "imbot.message.add", params.put("MENU", menu))
                .result();

        assertThat(picks(message, 0).json().getString("url")).contains("&BUTTON_PARAMS=a%26lt%3Bb&");
        assertThat(picks(message, "Open").json().getString("effect")).isEqualTo("frame");
        assertThat(picks(message, "Dead").error()).isEqualTo("NOT_VISIBLE");
        assertThat(picks(message, 2).error()).isEqualTo("NOT_VISIBLE");
        assertThat(portal.presses(BOB, message, 0).error()).isEqualTo("NOT_VISIBLE");
    }

    private Lab.Reply picks(int message, Object entry) {
        var body = new JsonObject().put("messageId", message).put("menu", entry);
        return portal.control(HttpMethod.POST, "/users/" + BOB + "/presses", body);
    }

    private Lab.Reply update(int message) {
        return portal.call(token, "imbot.message.update", "BOT_ID=" + bot + "&MESSAGE=x&MESSAGE_ID=" + message);
    }

    private Lab.Reply edits(int message, String text) {
        return portal.control(
                HttpMethod.PATCH, "/users/" + BOB + "/messages/" + message, new JsonObject().put("text", text));
    }

    private int says(Object dialogId, String text) {
        return portal.says(BOB, dialogId, text).json().getInteger("messageId");
    }

    private int post(String form) {
        return (Integer) portal.call(token, "imbot.message.add", form).result();
    }

    private void addToGeneral(int member) {
        var chatId = portal.general().substring("chat".length());
        portal.control(
                HttpMethod.POST,
                "/chats/" + chatId + "/users",
                new JsonObject().put("userIds", new JsonArray().add(member)));
    }

    private static void advance(String duration) {
        LAB.control(HttpMethod.POST, "/clock", new JsonObject().put("advance", duration));
    }
}
