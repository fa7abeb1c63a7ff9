package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.BOB;
import static io.portalbots.sandbox.TestPortal.HASH;
import static io.portalbots.sandbox.TestPortal.frame;
import static io.portalbots.sandbox.TestPortal.js;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.Lab.Reply;
import io.portalbots.sandbox.model.Secrets;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application's page is told by its address: signatures, sound and forged, and the room it has. */
class FramesTest {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private TestPortal portal;
    private String token;
    private int bot;
    private int app;

    @BeforeEach
    void register() {
        portal = LAB.portal();
        token = portal.install().getString("access_token");
        bot = portal.bot(token, "echo");
        app = portal.app(token, frame(bot, "poll").put("IFRAME_WIDTH", 400).put("IFRAME_HEIGHT", 300));
    }

    @Test
    void isSignedForThePortalAndThePerson() {
        assertThat(params(clicked(new JsonObject())))
                .containsEntry("DOMAIN_HASH", Secrets.md5(host() + HASH))
                .containsEntry("USER_ID", String.valueOf(BOB))
                .containsEntry("USER_HASH", Secrets.md5(BOB + HASH));
    }

    @Test
    void isSignedByAHashThatNobodyHas() {
        var forged = params(clicked(new JsonObject().put("tamper", "bad-hash")));

        assertThat(forged).containsEntry("USER_ID", String.valueOf(BOB));
        assertThat(forged.get("DOMAIN_HASH")).matches("[0-9a-f]{32}").isNotEqualTo(Secrets.md5(host() + HASH));
        assertThat(forged.get("USER_HASH")).matches("[0-9a-f]{32}").isNotEqualTo(Secrets.md5(BOB + HASH));
    }

    @Test
    void isSignedByTheHashBeforeTheLast() {
        var forge = new JsonObject().put("tamper", "old-hash");
        assertThat(clicked(forge).error()).isEqualTo("NOT_TAMPERED");

        portal.call(
                token,
                "imbot.app.update",
                new JsonObject().put("APP_ID", app).put("FIELDS", new JsonObject().put("HASH", "f".repeat(32))));

        assertThat(params(clicked(forge)))
                .containsEntry("DOMAIN_HASH", Secrets.md5(host() + HASH))
                .containsEntry("USER_HASH", Secrets.md5(BOB + HASH));
        assertThat(params(clicked(new JsonObject()))).containsEntry("USER_HASH", Secrets.md5(BOB + "f".repeat(32)));
    }

    @Test
    void namesAnotherPersonThanTheSignatureDoes() {
        assertThat(params(clicked(new JsonObject().put("tamper", "other-user"))))
                .containsEntry("USER_ID", "1")
                .containsEntry("USER_HASH", Secrets.md5(BOB + HASH));
    }

    @Test
    void canBeForgedFromAButtonToo() {
        var message = portal.keyboard(
                token, bot, BOB, new JsonObject().put("TEXT", "Open").put("APP_ID", app));

        var opened = portal.presses(BOB, message, 0, new JsonObject().put("tamper", "other-user"));

        assertThat(params(opened)).containsEntry("CONTEXT", "button").containsEntry("USER_ID", "1");
    }

    @Test
    void isNothingToForgeForACommand() {
        var command = portal.app(token, js(bot, "help", "SEND", "/help"));

        var reply = portal.clicks(BOB, command, bot, new JsonObject().put("tamper", "bad-hash"));

        assertThat(reply.error()).isEqualTo("NOT_TAMPERED");
        assertThat(portal.reads(BOB, bot)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000, 400, 300", "320, 1000, 320, 300", "400, 120, 400, 120", "0, 0, 0, 0"})
    void isCutToTheRoomThereIs(int roomWidth, int roomHeight, int width, int height) {
        var space = new JsonObject().put("width", roomWidth).put("height", roomHeight);

        assertThat(clicked(new JsonObject().put("space", space)).json().getMap())
                .containsEntry("width", width)
                .containsEntry("height", height);
    }

    @Test
    void learnsOfTheBrowser() {
        assertThat(params(clicked(new JsonObject())))
                .containsEntry("IS_CHROME", "Y")
                .containsEntry("DARK_MODE", "N");
        assertThat(params(clicked(new JsonObject().put("chrome", false).put("dark", true))))
                .containsEntry("IS_CHROME", "N")
                .containsEntry("DARK_MODE", "Y");
    }

    /** The word of the reference's own sample is reserved on real portals. */
    @Test
    void cannotBeVerifiedWithTheReservedHash() {
        portal.control(HttpMethod.PATCH, "", new JsonObject().put("mode", "real"));
        var unlucky = portal.app(token, frame(bot, "unlucky").put("HASH", "register"));

        var params = params(portal.clicks(BOB, unlucky, bot));

        assertThat(params).containsEntry("DOMAIN_HASH", Secrets.md5(host() + "register"));
        assertThat(params.get("USER_HASH")).isNotEqualTo(Secrets.md5(BOB + "register"));
    }

    private Reply clicked(JsonObject client) {
        return portal.clicks(BOB, app, bot, client);
    }

    private String host() {
        return portal.name() + ".bitrix24.localhost";
    }

    private static Map<String, String> params(Reply opened) {
        var query = URI.create(opened.json().getString("url")).getQuery();
        return Arrays.stream(query.split("&"))
                .map(param -> param.split("=", 2))
                .collect(Collectors.toMap(param -> param[0], param -> param[1]));
    }
}
