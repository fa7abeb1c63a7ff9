package io.portalbots.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is broken on purpose is found: a checker that finds nothing proves nothing. */
@ExtendWith(VertxExtension.class)
class ChaosCheckerTest {

    private final Vertx vertx;
    private final ChaosHouse house;
    private final ChaosPortal first;
    private final ChaosPortal second;

    ChaosCheckerTest(Vertx vertx, @TempDir Path data) throws IOException {
        this.vertx = vertx;
        house = new ChaosHouse(vertx, data);
        first = house.portals.get(0);
        second = house.portals.get(1);
        house.plugins.offer(ChaosPlugins.PARROT, List.of(new ChaosPlugins.App("help")));
        first.install();
        second.install();
        assertThat(house.look()).isEmpty();
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private JsonObject there(String kind, String code) {
        return ChaosPortal.objects(first.portal.describe(), kind).stream()
                .filter(one -> one.getString("code").equals(code))
                .findFirst()
                .orElseThrow();
    }

    private void rest(String method, JsonObject parameters) {
        var token = first.portal.tokens(TestHouse.CLIENT, 1).getString("access_token");
        first.portal.rest(vertx, token, method, parameters);
    }

    private JsonObject board() {
        return new JsonObject().put("APP_ID", there("chatApps", "keeper.board").getInteger("id"));
    }

    @Test
    void findsWhatPortalsHaveWrong() {
        var fields = new JsonObject().put("CONTEXT", "CHAT");
        rest("imbot.app.update", board().put("FIELDS", fields));
        assertThat(house.check()).hasSize(1).first().asString().startsWith("I1: of its apps p1 has keeper.board as");

        rest("imbot.app.unregister", board());
        assertThat(house.check())
                .containsExactly("I1: of its apps p1 has keeper.board as 'null' and not as '"
                        + "portalbots_apps|SEND /go x300|all|false|board|about board|none'");
    }

    @Test
    void findsWhatPortalsHaveTwice() {
        first.portal.change(new JsonObject().put("knownApp", "duplicate"));
        var again = new JsonObject()
                .put("BOT_ID", there("bots", "portalbots_apps").getInteger("id"))
                .put("CODE", "keeper.board")
                .put("JS_METHOD", "SEND")
                .put("JS_PARAM", "/go x300")
                .put(
                        "LANG",
                        new io.vertx.core.json.JsonArray()
                                .add(new JsonObject().put("LANGUAGE_ID", "en").put("TITLE", "board")));
        rest("imbot.app.register", again);

        assertThat(house.check()).anyMatch(found -> found.startsWith("I2: p1 has of its chatApps twice: "));
    }

    @Test
    void findsTokensThatWereShownWhereTheyMustNotBe() {
        var tokens = second.portal.tokens(TestHouse.CLIENT, 1);
        var elsewhere = new JsonObject().put("auth", tokens.getString("access_token"));
        assertThat(status(() -> first.portal.rest(vertx, tokens.getString("access_token"), "profile", elsewhere)))
                .contains("profile of p1");
        assertThat(house.check()).hasSize(1).first().asString().startsWith("I5: a token of another portal was shown");

        var refresh = house.house.sandboxUrl().replace("127.0.0.1", "localhost") + "/oauth/token/"
                + "?grant_type=refresh_token&client_id=" + TestHouse.CLIENT + "&client_secret=" + TestHouse.SECRET
                + "&refresh_token=" + tokens.getString("refresh_token");
        TestPortal.send("GET", refresh, "");
        assertThat(house.check()).isEmpty();
        status(() -> TestPortal.send("GET", refresh, ""));
        assertThat(house.check()).hasSize(1).first().asString().startsWith("I3: ");
    }

    @Test
    void findsThatAPortalWasAskedTooOftenOrTooFast() {
        house.plugins.remove(ChaosPlugins.PARROT); // who would have to answer in time
        assertThat(house.look()).isEmpty();
        for (var call = 0; call < 60; call++) {
            status(() -> rest("profile", new JsonObject()));
        }
        assertThat(house.check()).hasSize(1).first().asString().startsWith("I7: refused ");

        var token = first.portal.tokens(TestHouse.CLIENT, 1).getString("access_token");
        first.uninstall(false);
        house.look();
        status(() -> first.portal.rest(vertx, token, "profile", new JsonObject()));
        status(() -> first.portal.rest(vertx, token, "profile", new JsonObject()));
        assertThat(house.check()).contains("I6: p1 was asked 2 times more after it had uninstalled us");
    }

    @Test
    void findsSecretsInTheLog() {
        LoggerFactory.getLogger(ChaosCheckerTest.class)
                .info("got {}", there("chatApps", "keeper.board").getString("hash"));

        assertThat(house.check()).hasSize(1).first().asString().startsWith("I8: the log shows a secret: got ");
    }

    /** What a refused call says. */
    private static String status(Runnable call) {
        try {
            call.run();
            return "";
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }
}
