package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.frame;
import static io.portalbots.sandbox.TestPortal.lang;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChatAppUpdateTest {

    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

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

    static Stream<Object[]> refusedUpdates() {
        var fields = new JsonObject().put("CONTEXT", "CHAT");
        return Stream.of(new Object[][] {
            {"CHAT_APP_ID_ERROR", new JsonObject().put("APP_ID", 999)},
            {"CHAT_APP_ID_ERROR", new JsonObject().put("APP_ID", "").put("FIELDS", fields)},
            {"WRONG_REQUEST", new JsonObject()},
            {"WRONG_REQUEST", new JsonObject().put("FIELDS", new JsonObject())},
            {"WRONG_REQUEST", update(new JsonObject().put("HASH", "short"))},
            {"WRONG_REQUEST", update(new JsonObject().put("JS_METHOD", "SEND").put("JS_PARAM", "help"))},
            {"IFRAME_HTTPS", update(new JsonObject().put("IFRAME", "http://x.test/"))},
            {"WRONG_REQUEST", update(new JsonObject().put("CONTEXT", "c".repeat(129)))},
        });
    }

    private static JsonObject update(JsonObject fields) {
        return new JsonObject().put("FIELDS", fields);
    }

    @ParameterizedTest
    @MethodSource("refusedUpdates")
    void refusesAnUpdateByTheEarliestRowOfTheTable(String error, JsonObject params) {
        var app = portal.app(token, frame(bot, "poll"));
        var request = params.containsKey("APP_ID") ? params : params.copy().put("APP_ID", app);

        var reply = portal.call(token, "imbot.app.update", request);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo(error);
    }

    @Test
    void leavesWhatAnUpdateDoesNotSay() {
        var app = portal.app(token, frame(bot, "poll").put("CONTEXT", "USER"));
        var before = stored(app);

        assertThat(updated(app, new JsonObject().put("IFRAME_WIDTH", "100"))).isEqualTo(true);

        assertThat(stored(app)).isEqualTo(before.put("iframeWidth", 250));
    }

    @Test
    void replacesAllPhrasesAtOnce() {
        var both = lang("Poll").add(new JsonObject().put("LANGUAGE_ID", "de").put("TITLE", "Umfrage"));
        var app = portal.app(token, frame(bot, "poll").put("LANG", both));

        updated(app, new JsonObject().put("LANG", lang("Vote")));

        assertThat(stored(app).getJsonArray("lang")).hasSize(1);
        assertThat(stored(app).getJsonArray("lang").getJsonObject(0).getString("title"))
                .isEqualTo("Vote");
    }

    @Test
    void updatesEveryField() {
        var app = portal.app(token, frame(bot, "poll"));
        var hash = "f".repeat(32);

        updated(
                app,
                new JsonObject()
                        .put("CONTEXT", "LINES")
                        .put("HASH", hash)
                        .put("HIDDEN", "Y")
                        .put("EXTRANET_SUPPORT", "Y")
                        .put("LIVECHAT_SUPPORT", "Y")
                        .put("IFRAME_POPUP", "Y")
                        .put("IFRAME", "https://new.example.test/")
                        .put("IFRAME_HEIGHT", 70)
                        .put("ICON_FILE", PIXEL));

        assertThat(stored(app).getMap())
                .containsEntry("context", "lines")
                .containsEntry("hash", hash)
                .containsEntry("hidden", true)
                .containsEntry("extranetSupport", true)
                .containsEntry("livechatSupport", true)
                .containsEntry("iframePopup", true)
                .containsEntry("iframe", "https://new.example.test/?")
                .containsEntry("iframeHeight", 70)
                .containsEntry("icon", "data:image/png;base64," + PIXEL);
    }

    @Test
    void turnsAFrameIntoJsAndBack() {
        var app = portal.app(token, frame(bot, "poll"));

        updated(
                app,
                new JsonObject().put("JS_METHOD", "CALL").put("JS_PARAM", "+1").put("IFRAME", "http://ignored.test"));
        assertThat(stored(app).getString("jsParam")).isEqualTo("+1");
        assertThat(stored(app).getString("iframe")).isNull();

        updated(app, new JsonObject().put("IFRAME", "https://back.example.test/f"));
        assertThat(stored(app).getString("iframe")).isEqualTo("https://back.example.test/f?");
        assertThat(stored(app).getString("jsMethod")).isNull();
    }

    @Test
    void unregistersOnce() {
        var app = portal.app(token, frame(bot, "poll"));
        var params = new JsonObject().put("APP_ID", app);

        assertThat(portal.call(token, "imbot.app.unregister", params).result()).isEqualTo(true);

        assertThat(portal.call(token, "imbot.app.unregister", params).error()).isEqualTo("CHAT_APP_ID_ERROR");
    }

    @Test
    void leavesAppsOfOthersAlone() {
        var app = portal.app(token, frame(bot, "poll"));
        var other = portal.install("local.other", new JsonObject()).json().getString("access_token");
        var params = new JsonObject().put("APP_ID", app);

        assertThat(portal.call(other, "imbot.app.unregister", params).error()).isEqualTo("APP_ID_ERROR");
        assertThat(portal.call(other, "imbot.app.update", params).error()).isEqualTo("APP_ID_ERROR");
    }

    @Test
    void losesItsAppsAndCommandsWithTheBot() {
        portal.app(token, frame(bot, "poll"));
        portal.command(token, bot, "help", TestPortal.HANDLER, Map.of());

        portal.call(token, "imbot.unregister", "BOT_ID=" + bot);

        assertThat(portal.detail().getJsonArray("chatApps")).isEmpty();
        assertThat(portal.detail().getJsonArray("commands")).isEmpty();
    }

    private Object updated(int app, JsonObject fields) {
        return portal.call(token, "imbot.app.update", update(fields).put("APP_ID", app))
                .result();
    }

    private JsonObject stored(int app) {
        return portal.detail().getJsonArray("chatApps").stream()
                .map(JsonObject.class::cast)
                .filter(stored -> stored.getInteger("id") == app)
                .findFirst()
                .orElseThrow();
    }
}
