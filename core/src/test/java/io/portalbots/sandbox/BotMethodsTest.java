package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.HANDLER;
import static io.portalbots.sandbox.TestPortal.lang;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BotMethodsTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private TestPortal portal;
    private String token;

    @BeforeEach
    void install() {
        portal = LAB.portal();
        token = portal.install().getString("access_token");
    }

    static Stream<Object[]> refusedRegistrations() {
        var all = new JsonObject().put("EVENT_HANDLER", HANDLER);
        var three = new JsonObject()
                .put("EVENT_MESSAGE_ADD", HANDLER)
                .put("EVENT_WELCOME_MESSAGE", HANDLER)
                .put("EVENT_BOT_DELETE", HANDLER);
        return Stream.of(new Object[][] {
            {"EVENT_MESSAGE_ADD_ERROR", new JsonObject()},
            {"EVENT_MESSAGE_ADD_ERROR", all.copy().put("EVENT_HANDLER", "https://localhost/ev")},
            {"EVENT_MESSAGE_ADD_ERROR", all.copy().put("EVENT_HANDLER", "ftp://bots.example.test/ev")},
            {"EVENT_MESSAGE_UPDATE_ERROR", three.copy().put("EVENT_MESSAGE_UPDATE", "nowhere")},
            {"EVENT_MESSAGE_DELETE_ERROR", three.copy().put("EVENT_MESSAGE_DELETE", "nowhere")},
            {"EVENT_CONTEXT_GET_ERROR", three.copy().put("EVENT_CONTEXT_GET", "nowhere")},
            {
                "EVENT_WELCOME_MESSAGE_ERROR",
                three.copy().putNull("EVENT_WELCOME_MESSAGE").putNull("EVENT_BOT_DELETE")
            },
            {"EVENT_BOT_DELETE_ERROR", three.copy().putNull("EVENT_BOT_DELETE")},
            {"CODE_ERROR", all.copy()},
            {"CODE_ERROR", three.copy()},
            {"NAME_ERROR", all.copy().put("CODE", "echo")},
            {"NAME_ERROR", all.copy().put("CODE", "c".repeat(256))},
            {"WRONG_REQUEST", named(all).put("CODE", "c".repeat(256))},
        });
    }

    private static JsonObject named(JsonObject params) {
        return params.copy().put("PROPERTIES", new JsonObject().put("LAST_NAME", "Echo"));
    }

    @ParameterizedTest
    @MethodSource("refusedRegistrations")
    void refusesABotByTheEarliestRowOfTheTable(String error, JsonObject params) {
        var reply = portal.call(token, "imbot.register", params);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo(error);
    }

    @Test
    void storesABot() {
        var more = Map.<String, Object>of(
                "TYPE",
                "X",
                "OPENLINE",
                "Y",
                "PROPERTIES",
                new JsonObject().put("NAME", "Echo").put("COLOR", "AZURE"));

        portal.bot(token, "echo", HANDLER, more);

        assertThat(portal.detail().getJsonArray("bots").getJsonObject(0).getMap())
                .containsEntry("code", "echo")
                .containsEntry("name", "Echo")
                .containsEntry("type", "B")
                .containsEntry("openline", true)
                .containsEntry("color", "AZURE")
                .containsEntry("clientId", TestPortal.CLIENT);
    }

    @Test
    void returnsTheOldIdOfAKnownCodeToAnybody() {
        var bot = portal.bot(token, "echo");
        var other = portal.install("local.other", new JsonObject()).json().getString("access_token");

        assertThat(portal.bot(token, "echo")).isEqualTo(bot);
        assertThat(portal.bot(other, "echo")).isEqualTo(bot);
        assertThat(portal.call(other, "imbot.unregister", "BOT_ID=" + bot).error())
                .isEqualTo("APP_ID_ERROR");
    }

    @Test
    void movesTheEventsOfAllBotsWithTheLatestHandler() {
        portal.bot(token, "one");
        portal.bot(token, "two", "http://127.0.0.1:9/other", Map.of());

        var handlers = portal.call(token, "event.get", "").json().getJsonArray("result");

        assertThat(handlers).hasSize(6);
        assertThat(handlers.stream().map(row -> ((JsonObject) row).getString("handler")))
                .containsOnly("http://127.0.0.1:9/other");
    }

    @Test
    void listsTheBotsOfAllApplicationsById() {
        var bot = portal.bot(token, "echo");
        var other = portal.install("local.other", new JsonObject()).json().getString("access_token");

        var bots = portal.call(other, "imbot.bot.list", "").json().getJsonObject("result");

        assertThat(bots.getJsonObject(String.valueOf(bot)).getMap())
                .isEqualTo(Map.of("ID", bot, "NAME", "echo", "CODE", "echo", "OPENLINE", "N"));
    }

    @Test
    void limitsTheBotsOfAnApplicationIfTheKnobIsSet() {
        portal.control(HttpMethod.PATCH, "", new JsonObject().put("maxBots", 1));
        var bot = portal.bot(token, "one");
        var second = named(new JsonObject().put("EVENT_HANDLER", HANDLER)).put("CODE", "two");

        assertThat(portal.call(token, "imbot.register", second).error()).isEqualTo("MAX_COUNT_ERROR");
        assertThat(portal.bot(token, "one")).isEqualTo(bot);
    }

    @Test
    void unregistersOnce() {
        var bot = portal.bot(token, "echo");

        assertThat(portal.call(token, "imbot.unregister", "BOT_ID=" + bot).result())
                .isEqualTo(true);
        assertThat(portal.call(token, "imbot.unregister", "BOT_ID=" + bot).error())
                .isEqualTo("BOT_ID_ERROR");
        assertThat(portal.detail().getJsonArray("bots")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "imbot.command.register, BOT_ID_ERROR, BOT_ID=999",
        "imbot.command.register, EVENT_COMMAND_ADD_ERROR, BOT_ID={bot}",
        "imbot.command.register, EVENT_COMMAND_ADD_ERROR, BOT_ID={bot}&EVENT_COMMAND_ADD=nowhere",
        "imbot.command.register, COMMAND_ERROR, BOT_ID={bot}&EVENT_COMMAND_ADD={url}",
        "imbot.command.register, COMMAND_ERROR, BOT_ID={bot}&EVENT_COMMAND_ADD={url}&COMMAND=/",
        "imbot.command.register, LANG_ERROR, BOT_ID={bot}&EVENT_COMMAND_ADD={url}&COMMAND=x&HIDDEN=Y",
        "imbot.command.unregister, COMMAND_ID_ERROR, COMMAND_ID=999",
        "imbot.command.update, COMMAND_ID_ERROR, COMMAND_ID=999",
        "imbot.command.update, WRONG_REQUEST, COMMAND_ID={command}",
        "imbot.command.update, EVENT_COMMAND_ADD_ERROR, COMMAND_ID={command}&FIELDS[EVENT_COMMAND_ADD]=nowhere",
        "imbot.command.answer, COMMAND_ID_ERROR, COMMAND_ID=999",
        "imbot.command.answer, COMMAND_ID_ERROR, COMMAND=nothing",
        "imbot.command.answer, MESSAGE_ID_EMPTY, COMMAND_ID={command}",
        "imbot.command.answer, MESSAGE_EMPTY, COMMAND=/help&MESSAGE_ID=1",
        "imbot.command.answer, KEYBOARD_ERROR, COMMAND=help&MESSAGE_ID=1&MESSAGE=a&KEYBOARD=broken",
        "imbot.command.answer, WRONG_REQUEST, COMMAND=help&MESSAGE_ID=1&MESSAGE=a",
        "imbot.message.add, BOT_ID_ERROR, BOT_ID=999",
        "imbot.message.add, DIALOG_ID_EMPTY, BOT_ID={bot}",
        "imbot.message.add, DIALOG_ID_EMPTY, BOT_ID={bot}&DIALOG_ID=room1",
        "imbot.message.add, MESSAGE_EMPTY, BOT_ID={bot}&DIALOG_ID=1",
        "imbot.message.add, ATTACH_ERROR, BOT_ID={bot}&DIALOG_ID=1&MESSAGE=a&ATTACH=broken&KEYBOARD=broken",
        "imbot.message.add, KEYBOARD_ERROR, BOT_ID={bot}&DIALOG_ID=1&MESSAGE=a&KEYBOARD=broken&MENU=broken",
        "imbot.message.add, KEYBOARD_ERROR, BOT_ID={bot}&DIALOG_ID=1&MESSAGE=a&KEYBOARD[0][TEXT]=lost",
        "imbot.message.add, MENU_ERROR, BOT_ID={bot}&DIALOG_ID=1&MESSAGE=a&MENU=broken",
        "imbot.message.add, WRONG_REQUEST, BOT_ID={bot}&DIALOG_ID=999&MESSAGE=a",
        "imbot.message.add, WRONG_REQUEST, BOT_ID={bot}&DIALOG_ID=chat441&MESSAGE=a",
        "imbot.chat.sendTyping, BOT_ID_ERROR, BOT_ID=999",
        "event.bind, ERROR_ARGUMENT, HANDLER={url}",
        "event.bind, ERROR_ARGUMENT, EVENT=ONAPPUNINSTALL",
        "event.bind, ERROR_EVENT_NOT_FOUND, EVENT=ONMOON&HANDLER={url}",
        "event.bind, ERROR_CORE, EVENT=ONAPPUNINSTALL&HANDLER=nowhere"
    })
    void refusesByTheEarliestRowOfTheTable(String method, String error, String form) {
        var bot = portal.bot(token, "echo");
        var command = portal.command(token, bot, "help", HANDLER, Map.of());
        var filled = form.replace("{bot}", String.valueOf(bot))
                .replace("{command}", String.valueOf(command))
                .replace("{url}", HANDLER);

        var reply = portal.call(token, method, filled);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({"KEYBOARD, KEYBOARD_OVERSIZE", "MENU, MENU_OVERSIZE", "ATTACH, ATTACH_OVERSIZE"})
    void refusesWhatIsTooLarge(String part, String error) {
        var bot = portal.bot(token, "echo");
        var button = new JsonObject().put("TEXT", "x".repeat(60_000)).put("LINK", "/");
        var params = new JsonObject().put("BOT_ID", bot).put("DIALOG_ID", 1).put("MESSAGE", "a");

        assertThat(portal.call(token, "imbot.message.add", params.put(part, new JsonObject().put("0", button)))
                        .error())
                .isEqualTo(error);
    }

    @Test
    void keepsACommandUnderItsWordAndChangesWhatAnUpdateSays() {
        var bot = portal.bot(token, "echo");
        var id = portal.command(token, bot, "/help", HANDLER, Map.of("COMMON", "Y"));

        assertThat(portal.command(token, bot, "help", HANDLER, Map.of())).isEqualTo(id);
        var fields = new JsonObject().put("EXTRANET_SUPPORT", "Y").put("LANG", lang("Hilfe"));
        portal.call(
                token,
                "imbot.command.update",
                new JsonObject().put("COMMAND_ID", id).put("FIELDS", fields));

        var stored = portal.detail().getJsonArray("commands").getJsonObject(0);
        assertThat(stored.getMap())
                .containsEntry("command", "help")
                .containsEntry("common", true)
                .containsEntry("extranetSupport", true);
        assertThat(stored.getJsonArray("lang").getJsonObject(0).getString("title"))
                .isEqualTo("Hilfe");
        assertThat(portal.call(token, "imbot.command.unregister", "COMMAND_ID=" + id)
                        .result())
                .isEqualTo(true);
    }

    @Test
    void leavesCommandsOfOthersAlone() {
        var bot = portal.bot(token, "echo");
        var id = portal.command(token, bot, "help", HANDLER, Map.of());
        var other = portal.install("local.other", new JsonObject()).json().getString("access_token");

        for (var method : new String[] {"unregister", "update", "answer"}) {
            assertThat(portal.call(other, "imbot.command." + method, "COMMAND_ID=" + id)
                            .error())
                    .isEqualTo("APP_ID_ERROR");
        }
        assertThat(portal.call(other, "imbot.command.register", "BOT_ID=" + bot).error())
                .isEqualTo("APP_ID_ERROR");
        assertThat(portal.call(other, "imbot.message.add", "BOT_ID=" + bot).error())
                .isEqualTo("APP_ID_ERROR");
    }

    @Test
    void wantsAClientIdFromWebhookCallers() {
        var hook = portal.install().getString("webhook_url");
        var params = named(new JsonObject().put("EVENT_HANDLER", HANDLER)).put("CODE", "hooked");

        var refused = LAB.json(hook + "imbot.register", params);
        var taken = LAB.json(hook + "imbot.register.json", params.copy().put("CLIENT_ID", "xyz"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.error()).isEqualTo("ACCESS_DENIED");
        assertThat(taken.result()).isInstanceOf(Integer.class);
        assertThat(portal.detail().getJsonArray("bots").getJsonObject(0).getString("clientId"))
                .isEqualTo("customxyz");
        assertThat(LAB.get(hook + "event.get").error()).isEqualTo("WRONG_AUTH_TYPE");
        assertThat(LAB.get(portal.rest() + "1/wrong/profile").error()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(LAB.get(hook + "app.info").json().getJsonObject("result").getJsonArray("SCOPE"))
                .contains("imbot");
    }

    @Test
    void bindsAHandlerOnceAndUnbindsIt() {
        var form = "EVENT=onAppUninstall&HANDLER=" + HANDLER;

        assertThat(portal.call(token, "event.bind", form).result()).isEqualTo(true);
        assertThat(portal.call(token, "event.bind", form).error()).isEqualTo("ERROR_CORE");
        assertThat(portal.call(token, "event.unbind", form).result()).isEqualTo(new JsonObject().put("count", 1));
        assertThat(portal.call(token, "event.get", "").json().getJsonArray("result"))
                .isEmpty();
    }
}
