package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.ALICE;
import static io.portalbots.sandbox.TestPortal.BOB;
import static io.portalbots.sandbox.TestPortal.frame;
import static io.portalbots.sandbox.TestPortal.js;
import static io.portalbots.sandbox.TestPortal.lang;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.Lab.Reply;
import io.portalbots.sandbox.model.Secrets;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an open messenger knows of chat apps, and when it learns more. Time stands still but for the tests. */
class SessionsTest {

    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private static final String NEW_HASH = "0123456789abcdef0123456789abcdef";

    @RegisterExtension
    static final Lab LAB = new Lab();

    private TestPortal portal;
    private String token;
    private int bot;

    @BeforeAll
    static void stopTheClock() {
        LAB.control(HttpMethod.POST, "/clock", new JsonObject().put("freeze", true));
    }

    @BeforeEach
    void register() {
        onA("contract");
    }

    private void onA(String mode) {
        portal = LAB.portal(new JsonObject().put("mode", mode));
        token = portal.install().getString("access_token");
        bot = portal.bot(token, "echo");
    }

    @Test
    void showsANewAppAfterAReload() {
        var session = open(BOB);
        portal.app(token, js(bot, "help", "SEND", "/help"));

        assertThat(codes(session)).isEmpty();
        assertThat(state(session).getBoolean("stale")).isTrue();

        session(session, "/reload");

        assertThat(codes(session)).containsExactly("help");
        assertThat(state(session).getBoolean("stale")).isFalse();
    }

    @Test
    void renewsItsListBetweenAQuarterAndNotHalfAnHourLater() {
        var opened = session(BOB, "").json();
        var period = between(opened, "loadedAt", "refreshAt");
        portal.app(token, js(bot, "help", "SEND", "/help"));

        advance(period.minusSeconds(1));
        var before = codes(opened.getString("session"));
        advance(Duration.ofSeconds(1));

        assertThat(period).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(26));
        assertThat(before).isEmpty();
        assertThat(codes(opened.getString("session"))).containsExactly("help");
        assertThat(between(state(opened.getString("session")), "loadedAt", "refreshAt"))
                .isEqualTo(period);
    }

    @Test
    void hasOnePeriodForAllOfAPortal() {
        assertThat(between(session(BOB, "").json(), "loadedAt", "refreshAt"))
                .isEqualTo(between(session(ALICE, "").json(), "loadedAt", "refreshAt"));
    }

    /** Whoever looks late must not see what came after the last hit. */
    @Test
    void showsAfterAHitWhatThePortalHadThen() {
        var session = open(BOB);
        var period = between(state(session), "loadedAt", "refreshAt");
        portal.app(token, js(bot, "early", "SEND", "/early"));
        advance(period.plusMinutes(1));
        portal.app(token, js(bot, "late", "SEND", "/late"));

        assertThat(codes(session)).containsExactly("early");
    }

    @Test
    void countsHitsFromWhenThePageWasLoaded() {
        var session = open(BOB);
        var period = between(state(session), "loadedAt", "refreshAt");
        var loaded = Instant.parse(state(session).getString("loadedAt"));

        advance(period.multipliedBy(3).plusMinutes(1));

        assertThat(state(session).getString("loadedAt"))
                .isEqualTo(loaded.plus(period.multipliedBy(3)).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"contract", "real"})
    void followsAnUpdateOfWhatItActsByAtOnce(String mode) {
        onA(mode);
        var app = portal.app(token, frame(bot, "poll").put("ICON_FILE", PIXEL));
        var session = open(BOB);

        update(
                app,
                new JsonObject()
                        .put("CONTEXT", "BOT")
                        .put("IFRAME", "https://new.example.test/")
                        .put("IFRAME_WIDTH", 500)
                        .put("IFRAME_HEIGHT", 400)
                        .put("IFRAME_POPUP", "Y")
                        .put("LANG", lang("New")));

        assertThat(codes(session)).isEmpty();
        var opened = click(session, app, bot).json();
        assertThat(opened.getString("url")).startsWith("https://new.example.test/?");
        assertThat(opened.getMap()).containsEntry("width", 500).containsEntry("height", 400);
        assertThat(opened.getMap())
                .as("until reload")
                .containsEntry("popup", false)
                .containsEntry("title", "Poll");
        session(session, "/reload");
        assertThat(click(session, app, bot).json().getMap())
                .containsEntry("popup", true)
                .containsEntry("title", "New");
        assertThat(pushes(0).getJsonObject(0).getString("command")).isEqualTo("appUpdateIcon");
        assertThat(pushes(0).getJsonObject(0).getJsonObject("params").getMap())
                .containsEntry("iconId", app)
                .containsEntry("context", "bot")
                .containsEntry("iframe", "https://new.example.test/?")
                .containsEntry("iframeWidth", 500)
                .containsEntry("iframePopup", "Y")
                .containsEntry("domainHash", "");
        assertThat(pushes(1)).isEmpty();
    }

    @Test
    void followsAnAppThatTurnsFromFrameToCommand() {
        var app = portal.app(token, frame(bot, "poll"));
        var session = open(BOB);

        update(app, new JsonObject().put("JS_METHOD", "PUT").put("JS_PARAM", "/poll"));

        assertThat(click(session, app, portal.general()).json().getString("effect"))
                .isEqualTo("put");
    }

    @Test
    void goesOnListingOldPhrasesOnARealPortalUntilAColumnIsUpdated() {
        onA("real");
        var app = portal.app(token, js(bot, "help", "SEND", "/help"));

        update(app, new JsonObject().put("LANG", lang("Newer")));
        update(app, new JsonObject().put("LANG", lang("Newest")));
        assertThat(titles()).containsExactly("Help");

        update(app, new JsonObject().put("CONTEXT", "ALL"));
        assertThat(titles()).containsExactly("Newest");
    }

    @Test
    void opensByAButtonWhatItDoesNotKnowYet() {
        var session = open(BOB);
        var app = portal.app(token, frame(bot, "poll"));

        assertThat(click(session, app, bot).json().getString("message")).contains("lacks it");
        assertThat(press(session, button(app)).json().getString("effect")).isEqualTo("frame");
        assertThat(codes(session)).containsExactly("poll");
    }

    @Test
    void getsADroppedIconBackByAButton() {
        onA("real");
        var app = portal.app(token, frame(bot, "poll"));
        var session = open(BOB);
        update(app, new JsonObject().put("HASH", NEW_HASH));

        assertThat(press(session, button(app)).json().getString("url")).contains(Secrets.md5(BOB + NEW_HASH));
        assertThat(codes(session)).containsExactly("poll");
    }

    @Test
    void belongsToOnePersonAndEndsWhenClosed() {
        var session = open(BOB);

        assertThat(portal.control("/users/1/sessions/" + session).error()).isEqualTo("SESSION_NOT_FOUND");
        assertThat(portal.control("/users/2/sessions").list()).hasSize(1);
        assertThat(portal.control(HttpMethod.DELETE, "/users/2/sessions/" + session, new JsonObject())
                        .status())
                .isEqualTo(200);
        assertThat(portal.control("/users/2/sessions/" + session).error()).isEqualTo("SESSION_NOT_FOUND");
        assertThat(click(session, 1, bot).error()).isEqualTo("SESSION_NOT_FOUND");
    }

    @Test
    void keepsAFramesBotWritingAsLongAsItIsRenewed() {
        var app = portal.app(token, frame(bot, "poll"));
        var session = open(BOB);
        click(session, app, portal.general());

        for (var beat = 0; beat < 3; beat++) {
            advance(Duration.ofSeconds(500));
            assertThat(session(session, "/frame").json().getMap())
                    .containsEntry("appId", app)
                    .containsEntry("dialogId", portal.general())
                    .containsKey("grantedUntil");
        }
        assertThat(writes()).isEqualTo(200);

        session(session, "/reload");
        assertThat(session(session, "/frame").error()).isEqualTo("NO_FRAME");
        advance(Duration.ofMinutes(10));
        assertThat(writes()).isEqualTo(400);
    }

    private int writes() {
        return portal.call(
                        token, "imbot.message.add", "BOT_ID=" + bot + "&DIALOG_ID=" + portal.general() + "&MESSAGE=a")
                .status();
    }

    private String open(int user) {
        return session(user, "").json().getString("session");
    }

    private Reply session(int user, String path) {
        return portal.control(HttpMethod.POST, "/users/" + user + "/sessions" + path, new JsonObject());
    }

    private Reply session(String session, String path) {
        return session(BOB, "/" + session + path);
    }

    private JsonObject state(String session) {
        return portal.control("/users/2/sessions/" + session).json();
    }

    private List<String> codes(String session) {
        return listed(session, "code");
    }

    private List<String> titles() {
        return listed("", "title");
    }

    private List<String> listed(String session, String field) {
        return portal.control("/users/2/apps?dialogId=" + portal.general() + "&session=" + session).list().stream()
                .map(app -> ((JsonObject) app).getString(field))
                .toList();
    }

    private JsonArray pushes(int after) {
        return portal.control("/pushes?after=" + after).list();
    }

    private Reply click(String session, int app, Object dialogId) {
        return portal.clicks(BOB, app, dialogId, new JsonObject().put("session", session));
    }

    private int button(int app) {
        return portal.keyboard(token, bot, BOB, button("Open", app));
    }

    private static JsonObject button(String text, int app) {
        return new JsonObject().put("TEXT", text).put("APP_ID", app);
    }

    private Reply press(String session, int message) {
        return portal.presses(BOB, message, 0, new JsonObject().put("session", session));
    }

    private void update(int app, JsonObject fields) {
        var params = new JsonObject().put("APP_ID", app).put("FIELDS", fields);
        assertThat(portal.call(token, "imbot.app.update", params).result()).isEqualTo(true);
    }

    private static Duration between(JsonObject session, String from, String to) {
        return Duration.between(Instant.parse(session.getString(from)), Instant.parse(session.getString(to)));
    }

    private static void advance(Duration by) {
        LAB.control(HttpMethod.POST, "/clock", new JsonObject().put("advance", by.toString()));
    }
}
