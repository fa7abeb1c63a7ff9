package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.ALICE;
import static io.portalbots.sandbox.TestPortal.BOB;
import static io.portalbots.sandbox.TestPortal.DORA;
import static io.portalbots.sandbox.TestPortal.frame;
import static io.portalbots.sandbox.TestPortal.js;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessengerTest {

    private static final String LINE = "0123456789abcdef0123456789abcdef";

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private TestPortal portal;
    private String token;
    private int bot;

    @BeforeEach
    void register() {
        portal = LAB.portal();
        token = portal.install().getString("access_token");
        bot = portal.bot(token, "echo");
    }

    @Test
    void listsTheAppsAPersonSeesInADialog() {
        portal.app(token, js(bot, "help", "SEND", "/help").put("CONTEXT", "BOT"));
        portal.app(token, frame(bot, "poll").put("CONTEXT", "CHAT-admin"));

        assertThat(codes(BOB, bot)).containsExactly("help");
        assertThat(codes(BOB, portal.general())).isEmpty();
        assertThat(codes(ALICE, portal.general())).containsExactly("poll");
        assertThat(codes(DORA, bot)).isEmpty();
        assertThat(portal.control("/users/2/apps?dialogId=" + bot)
                        .list()
                        .getJsonObject(0)
                        .getMap())
                .containsEntry("title", "Help")
                .containsEntry("menu", true)
                .containsEntry("method", "SEND")
                .containsEntry("context", "bot");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /help me, put, text",
        "CALL, +1 555, call, number",
        "SUPPORT, 0123456789abcdef0123456789abcdef, support, code"
    })
    void performsAClick(String method, String param, String effect, String field) {
        var app = portal.app(token, js(bot, "app", method, param));

        var reply = portal.clicks(BOB, app, bot).json();

        assertThat(reply.getMap()).containsEntry("effect", effect).containsEntry(field, param);
    }

    @Test
    void sendsInThePersonsName() {
        var app = portal.app(token, js(bot, "app", "SEND", "/help"));

        var reply = portal.clicks(BOB, app, portal.general()).json();

        assertThat(reply.getString("effect")).isEqualTo("send");
        var message = portal.reads(ALICE, portal.general()).getJsonObject(0);
        assertThat(message.getMap())
                .containsEntry("id", reply.getInteger("messageId"))
                .containsEntry("authorId", BOB)
                .containsEntry("authorName", "Bob")
                .containsEntry("text", "/help");
    }

    @Test
    void opensAFrameFromThePanel() {
        var app = portal.app(token, frame(bot, "poll").put("IFRAME_WIDTH", 400));

        var reply = portal.clicks(BOB, app, bot).json();

        assertThat(reply.getMap())
                .containsEntry("effect", "frame")
                .containsEntry("width", 400)
                .containsEntry("height", 250)
                .containsEntry("title", "Poll")
                .containsEntry("copyright", "Example Ltd")
                .containsEntry("popup", false)
                .containsEntry("contextMode", false);
        assertThat(reply.getString("url"))
                .startsWith("https://bots.example.test/f?tpl=2&BOT_ID=" + bot + "&BOT_CODE=echo&APP_ID=" + app)
                .contains("&DOMAIN=http%3A%2F%2F" + portal.name() + ".bitrix24.localhost%3A" + LAB.port() + "&")
                .contains("&DIALOG_ID=" + bot + "&DIALOG_CONTEXT=user&")
                .contains("&CONTEXT=textarea&");
    }

    @Test
    void letsTheBotOfAnOpenFrameWriteWhereItIsNoMember() {
        var app = portal.app(token, frame(bot, "poll"));
        var form = "BOT_ID=" + bot + "&DIALOG_ID=" + portal.general() + "&MESSAGE=a";
        assertThat(portal.call(token, "imbot.message.add", form).error()).isEqualTo("WRONG_REQUEST");

        portal.clicks(BOB, app, portal.general());

        assertThat(portal.call(token, "imbot.message.add", form).status()).isEqualTo(200);
    }

    @Test
    void opensAHiddenAppByItsButtonOnly() {
        var app = portal.app(token, frame(bot, "poll").put("HIDDEN", "Y"));
        var message = post(new JsonArray()
                .add(new JsonObject().put("TEXT", "Open").put("APP_ID", app).put("APP_PARAMS", "poll-77"))
                .add(new JsonObject().put("TEXT", "Bare").put("APP_ID", app).put("APP_PARAMS", 77)));

        assertThat(portal.clicks(BOB, app, bot).error()).isEqualTo("NOT_VISIBLE");
        var opened = portal.presses(BOB, message, "Open").json();
        var bare = portal.presses(BOB, message, 1).json();

        assertThat(opened.getMap()).containsEntry("popup", true).containsEntry("contextMode", true);
        assertThat(opened.getString("url"))
                .endsWith("&CONTEXT=button&DARK_MODE=N&MESSAGE_ID=" + message + "&BUTTON_PARAMS=poll-77&");
        assertThat(bare.getString("url")).endsWith("&BUTTON_PARAMS=%5Bobject%20Object%5D&");
    }

    @Test
    void performsEveryKindOfAction() {
        var message = post(new JsonArray()
                .add(action("PUT", "text"))
                .add(new JsonObject().put("TYPE", "NEWLINE"))
                .add(action("SEND", "hello"))
                .add(action("CALL", "+1"))
                .add(action("COPY", "copied"))
                .add(action("DIALOG", "networkLines" + LINE))
                .add(action("DIALOG", "chat441"))
                .add(action("HELP", "12"))
                .add(new JsonObject().put("TEXT", "Link").put("LINK", "https://example.test")));

        assertThat(pressed(message, 0)).containsEntry("effect", "put").containsEntry("text", "text");
        assertThat(pressed(message, 1)).containsEntry("effect", "send").containsKey("messageId");
        assertThat(pressed(message, 2)).containsEntry("effect", "call").containsEntry("number", "+1");
        assertThat(pressed(message, 3)).containsEntry("effect", "copy").containsEntry("text", "copied");
        assertThat(pressed(message, 4)).containsEntry("effect", "support").containsEntry("code", LINE);
        assertThat(pressed(message, 5)).containsEntry("effect", "dialog").containsEntry("dialogId", "chat441");
        assertThat(pressed(message, 6)).containsEntry("effect", "help");
        assertThat(pressed(message, 7)).containsEntry("effect", "link").containsEntry("url", "https://example.test");
        assertThat(portal.presses(BOB, message, 8).error()).isEqualTo("NOT_VISIBLE");
    }

    @Test
    void runsACommandByAButton() {
        try (var receiver = new Receiver()) {
            var command = portal.command(token, bot, "help", receiver.url(), Map.of());
            var message = post(new JsonArray()
                    .add(new JsonObject()
                            .put("TEXT", "Help")
                            .put("COMMAND", "help")
                            .put("COMMAND_PARAMS", "x")));

            assertThat(pressed(message, 0)).containsEntry("effect", "command");

            assertThat(receiver.next("ONIMCOMMANDADD").map("data", "COMMAND", String.valueOf(command)))
                    .containsEntry("COMMAND_CONTEXT", "KEYBOARD")
                    .containsEntry("COMMAND_PARAMS", "x")
                    .containsEntry("MESSAGE_ID", String.valueOf(message));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s,{\"TEXT\":\"lost\"}]", "{\"BOT_ID\":62,\"BUTTONS\":[%s]}", "{\"ITEMS\":[%s]}"})
    void readsAKeyboardInAnyOfItsShapes(String shape) {
        var json = shape.formatted("{\"TEXT\":\"Go\",\"COMMAND\":\"/go\",\"BG_COLOR\":\"#fff\"}");
        var params = new JsonObject()
                .put("BOT_ID", bot)
                .put("DIALOG_ID", BOB)
                .put("MESSAGE", "a")
                .put("KEYBOARD", json);

        portal.call(token, "imbot.message.add", params);

        var keyboard = portal.reads(BOB, bot).getJsonObject(0).getJsonArray("keyboard");
        assertThat(keyboard).hasSize(1);
        assertThat(keyboard.getJsonObject(0).getMap())
                .containsEntry("text", "Go")
                .containsEntry("kind", "command")
                .containsEntry("command", "go")
                .containsEntry("block", false);
    }

    @Test
    void locksAKeyboardWhoseButtonBlocks() {
        var message =
                post(new JsonArray().add(action("PUT", "a").put("BLOCK", "Y")).add(action("PUT", "b")));

        assertThat(pressed(message, 0)).containsEntry("effect", "put");

        assertThat(portal.presses(BOB, message, 1).error()).isEqualTo("NOT_VISIBLE");
    }

    @Test
    void opensNothingForADeadApp() {
        var app = portal.app(token, frame(bot, "poll"));
        var message =
                post(new JsonArray().add(new JsonObject().put("TEXT", "Open").put("APP_ID", app)));
        portal.call(token, "imbot.app.unregister", "APP_ID=" + app);

        assertThat(portal.presses(BOB, message, 0).status()).isEqualTo(409);
        assertThat(portal.clicks(BOB, app, bot).status()).isEqualTo(409);
    }

    @Test
    void keepsStrangersOut() {
        assertThat(portal.says(DORA, portal.lines(), "hi").error()).isEqualTo("NOT_VISIBLE");
        assertThat(portal.says(DORA, DORA, "me").error()).isEqualTo("NOT_VISIBLE");
        assertThat(portal.control("/users/3/messages?dialogId=" + portal.lines())
                        .error())
                .isEqualTo("NOT_VISIBLE");
    }

    private Map<String, Object> pressed(int message, int button) {
        return portal.presses(BOB, message, button).json().getMap();
    }

    private int post(JsonArray keyboard) {
        var params = new JsonObject()
                .put("BOT_ID", bot)
                .put("DIALOG_ID", BOB)
                .put("MESSAGE", "a")
                .put("KEYBOARD", keyboard);
        return (Integer) portal.call(token, "imbot.message.add", params).result();
    }

    private static JsonObject action(String action, String value) {
        return new JsonObject().put("TEXT", action).put("ACTION", action).put("ACTION_VALUE", value);
    }

    private Iterable<String> codes(int user, Object dialogId) {
        return portal.control("/users/" + user + "/apps?dialogId=" + dialogId).list().stream()
                .map(app -> ((JsonObject) app).getString("code"))
                .toList();
    }
}
