package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.frame;
import static io.portalbots.sandbox.TestPortal.js;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChatAppMethodsTest {

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

    /** Each row breaks one thing more than the table's next row would mind: the earliest row wins. */
    static Stream<Object[]> refusedRegistrations() {
        return Stream.of(new Object[][] {
            {"CODE_ERROR", broken().put("CODE", "0").put("IFRAME", "http://x.test")},
            {"CODE_ERROR", broken().putNull("CODE")},
            {"IFRAME_HTTPS", broken().put("IFRAME", "http://x.test").put("HASH", "short")},
            {"IFRAME_HTTPS", broken().put("IFRAME", "HTTPS://x.test")},
            {"IFRAME_HTTPS", broken().put("IFRAME", "https://")},
            {"IFRAME_HTTPS", broken().put("IFRAME", "frame")},
            {"HASH_ERROR", broken().put("IFRAME", "https://x.test/f").putNull("HASH")},
            {"HASH_ERROR", broken().put("IFRAME", "https://x.test/f").put("HASH", "tooshort")},
            {"PARAMS_ERROR", broken().put("JS_METHOD", "SEND").put("JS_PARAM", "help")},
            {"PARAMS_ERROR", broken().put("JS_METHOD", "send").put("JS_PARAM", "/help")},
            {"PARAMS_ERROR", broken().put("JS_METHOD", "SEND").put("JS_PARAM", "")},
            {
                "PARAMS_ERROR",
                broken().put("JS_METHOD", "SEND").put("JS_PARAM", "x /help").put("IFRAME", "http://x")
            },
            {"PARAMS_ERROR", broken()},
            {"BOT_ID_ERROR", sound().put("BOT_ID", 999).putNull("LANG")},
            {"BOT_ID_ERROR", sound().put("BOT_ID", 0)},
            {"LANG_ERROR", sound().putNull("LANG").put("CODE", "c".repeat(256))},
            {"LANG_ERROR", sound().put("LANG", new JsonArray())},
            {"WRONG_REQUEST", sound().put("CODE", "c".repeat(256))},
            {"WRONG_REQUEST", sound().put("CONTEXT", "c".repeat(129))},
            {"WRONG_REQUEST", sound().put("JS_PARAM", "/" + "c".repeat(250))},
            {"WRONG_REQUEST", frame(0, "f").put("IFRAME", "https://x.test/" + "c".repeat(240))},
        });
    }

    /** Everything else in it is wrong as well: no such bot, no phrases. */
    private static JsonObject broken() {
        return new JsonObject().put("BOT_ID", 999).put("CODE", "c");
    }

    private static JsonObject sound() {
        return js(0, "help", "SEND", "/help");
    }

    @ParameterizedTest
    @MethodSource("refusedRegistrations")
    void refusesARegistrationByTheEarliestRowOfTheTable(String error, JsonObject params) {
        var request = params.copy();
        if (Integer.valueOf(0).equals(request.getInteger("BOT_ID")) && !"BOT_ID_ERROR".equals(error)) {
            request.put("BOT_ID", bot);
        }

        var reply = portal.call(token, "imbot.app.register", request);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo(error);
        assertThat(reply.json().getString("error_description")).isNotEmpty();
    }

    @Test
    void refusesABotOfAnotherApplication() {
        var other = portal.install("local.other", new JsonObject()).json().getString("access_token");

        assertThat(portal.call(other, "imbot.app.register", sound().put("BOT_ID", bot))
                        .error())
                .isEqualTo("APP_ID_ERROR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT|/help|true",
                "SEND|/help me-2 a+b_c|true",
                "SEND|/help/me|true",
                "SEND|/h|true",
                "SEND|/help  two|true",
                "SEND|help|false",
                "SEND|/помощь|false",
                "SEND|x /help me|false",
                "SEND|/help;alert(1)|false",
                "SEND|/help')|false",
                "CALL|+1 555 010 0199|true",
                "CALL|8 (800) 555-35#1|true",
                "CALL|tel:+123|false",
                "CALL|abc|false",
                "CALL|+|false",
                "SUPPORT|0123456789abcdef0123456789abcdef|true",
                "SUPPORT|0123456789abcdef|false",
                "SUPPORT|0123456789abcdef0123456789abcdefff|false"
            })
    void matchesAJsParameterAsAWhole(String method, String param, boolean taken) {
        var reply = portal.call(token, "imbot.app.register", js(bot, "code", method, param));

        assertThat(reply.json().containsKey("result")).isEqualTo(taken);
        assertThat(reply.error()).isEqualTo(taken ? null : "PARAMS_ERROR");
    }

    @Test
    void storesAFrameWithItsDefaults() {
        var app = portal.app(token, frame(bot, "poll"));

        var stored = stored(app);
        assertThat(stored.getString("iframe")).isEqualTo("https://bots.example.test/f?tpl=2&");
        assertThat(stored.getInteger("iframeWidth")).isEqualTo(320);
        assertThat(stored.getInteger("iframeHeight")).isEqualTo(250);
        assertThat(stored.getString("hash")).isEqualTo(TestPortal.HASH);
        assertThat(stored.getString("context")).isEqualTo("all");
        assertThat(stored.getBoolean("hidden")).isFalse();
        assertThat(stored.getString("jsMethod")).isNull();
    }

    @Test
    void appendsAQuestionMarkToAnAddressWithoutQuery() {
        var app = portal.app(token, frame(bot, "poll").put("IFRAME", "https://bots.example.test/f"));

        assertThat(stored(app).getString("iframe")).isEqualTo("https://bots.example.test/f?");
    }

    @ParameterizedTest
    @CsvSource({"100,10,250,50", "250,50,250,50", "600,400,600,400", "wide,high,250,50"})
    void clampsSizes(String width, String height, int storedWidth, int storedHeight) {
        var app =
                portal.app(token, frame(bot, "poll").put("IFRAME_WIDTH", width).put("IFRAME_HEIGHT", height));

        assertThat(stored(app).getInteger("iframeWidth")).isEqualTo(storedWidth);
        assertThat(stored(app).getInteger("iframeHeight")).isEqualTo(storedHeight);
    }

    @Test
    void takesFormsWithBracketsAndLowerCaseNames() {
        var form = "bot_id=" + bot + "&code=help&js_method=SEND&JS_PARAM=%2Fhelp&CONTEXT=CHAT-admin&HIDDEN=yes"
                + "&LIVECHAT_SUPPORT=Y&LANG%5B0%5D%5BLANGUAGE_ID%5D=EN&LANG%5B0%5D%5BTITLE%5D=Help&LANG[1][TITLE]=No";

        var app = (Integer) portal.call(token, "imbot.app.register", form).result();

        assertThat(stored(app).getString("context")).isEqualTo("chat-admin");
        assertThat(stored(app).getBoolean("hidden")).isFalse();
        assertThat(stored(app).getBoolean("livechatSupport")).isTrue();
        assertThat(stored(app).getJsonArray("lang")).hasSize(1);
        assertThat(stored(app).getJsonArray("lang").getJsonObject(0).getString("languageId"))
                .isEqualTo("en");
    }

    @Test
    void prefersJsToAFrame() {
        var app = portal.app(token, frame(bot, "both").put("JS_METHOD", "PUT").put("JS_PARAM", "/x"));

        assertThat(stored(app).getString("jsMethod")).isEqualTo("PUT");
        assertThat(stored(app).getString("iframe")).isNull();
        assertThat(stored(app).getString("hash")).hasSize(32).isNotEqualTo(TestPortal.HASH);
    }

    @Test
    void letsAHiddenAppGoWithoutPhrases() {
        var params = frame(bot, "secret").put("HIDDEN", "Y");
        params.remove("LANG");

        assertThat(portal.call(token, "imbot.app.register", params).result()).isInstanceOf(Integer.class);
    }

    @Test
    void returnsTheOldIdOfAKnownCodeAndChangesNothing() {
        var app = portal.app(token, frame(bot, "poll"));

        var again = portal.app(token, frame(bot, "poll").put("IFRAME_WIDTH", 999));

        assertThat(again).isEqualTo(app);
        assertThat(stored(app).getInteger("iframeWidth")).isEqualTo(320);
    }

    @Test
    void keepsAUsableIconAndIgnoresAnyOther() {
        var app = portal.app(token, sound().put("BOT_ID", bot).put("ICON_FILE", PIXEL));
        var other =
                portal.app(token, sound().put("BOT_ID", bot).put("CODE", "b").put("ICON_FILE", "bm8gaW1hZ2U="));

        assertThat(stored(app).getString("icon")).isEqualTo("data:image/png;base64," + PIXEL);
        assertThat(stored(other).getString("icon")).isNull();
    }

    @Test
    void demandsHttpsUnlessThePortalTakesHttpOnLoopback() {
        var strict = LAB.portal(new JsonObject().put("loopbackHttp", false));
        var strictToken = strict.install().getString("access_token");
        var strictBot = strict.bot(strictToken, "echo", "https://bots.example.test/ev", Map.of());

        assertThat(portal.call(token, "imbot.app.register", frame(bot, "f").put("IFRAME", "http://127.0.0.1:80/f"))
                        .status())
                .isEqualTo(200);
        assertThat(strict.call(
                                strictToken,
                                "imbot.app.register",
                                frame(strictBot, "f").put("IFRAME", "http://127.0.0.1:80/f"))
                        .error())
                .isEqualTo("IFRAME_HTTPS");
    }

    private JsonObject stored(int app) {
        return portal.detail().getJsonArray("chatApps").stream()
                .map(JsonObject.class::cast)
                .filter(stored -> stored.getInteger("id") == app)
                .findFirst()
                .orElseThrow();
    }
}
