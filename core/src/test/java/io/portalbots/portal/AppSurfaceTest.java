package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Registration;
import io.portalbots.registry.Surface.Answer;
import io.portalbots.spi.Audience;
import io.portalbots.spi.Audience.Context;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.spi.Label;
import io.portalbots.store.Keys;
import io.portalbots.tenant.Tenant;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Chat apps of every kind, to the letter of what is sent. */
class AppSurfaceTest {

    private static final String LINE = "a".repeat(32);
    private static final String FRAME = "https://bots.test/frames/app.0/echo/poll";

    private final Vertx vertx = Vertx.vertx();
    private final Recorder portal = new Recorder(vertx);
    private final Tenant acme = TenantRestTest.acme(portal);
    private final Keys keys;
    private final AppSurface surface;

    AppSurfaceTest(@TempDir Path folder) {
        Keys.make(folder.resolve("keys.json"));
        keys = Keys.read(folder.resolve("keys.json"));
        var rest = TenantRestTest.rest(vertx, new GivenTokens());
        surface = new AppSurface(rest, keys);
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    static Stream<Arguments> actions() {
        return Stream.of(
                Arguments.of(new Action.Put("/help"), "'JS_METHOD': 'PUT', 'JS_PARAM': '/help'"),
                Arguments.of(new Action.Send("/help"), "'JS_METHOD': 'SEND', 'JS_PARAM': '/help'"),
                Arguments.of(new Action.Call("+1 555 0100"), "'JS_METHOD': 'CALL', 'JS_PARAM': '+1 555 0100'"),
                Arguments.of(new Action.Support(LINE), "'JS_METHOD': 'SUPPORT', 'JS_PARAM': '" + LINE + "'"),
                Arguments.of(
                        new Action.Iframe(360, 240, true, false),
                        "'IFRAME': '" + FRAME + "', 'IFRAME_WIDTH': 360, 'IFRAME_HEIGHT': 240, 'IFRAME_POPUP': 'Y',"
                                + " 'HIDDEN': 'N', 'HASH': '@'"));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void saysEveryKindOfAction(Action action, String fields) {
        var all = fields.replace("@", keys.hash(acme.id(), "echo.poll", 1).reveal()) + """
                , 'CONTEXT': 'CHAT-admin', 'EXTRANET_SUPPORT': 'N', 'LIVECHAT_SUPPORT': 'Y', 'LANG': [
                {'LANGUAGE_ID': 'de', 'TITLE': 'Umfrage', 'DESCRIPTION': '', 'COPYRIGHT': ''},
                {'LANGUAGE_ID': 'en', 'TITLE': 'Poll', 'DESCRIPTION': 'Start a poll', 'COPYRIGHT': 'Example'}]
                """;
        var listing = listing(action);

        portal.answers(200, "{\"result\": \"13\"}");
        assertThat(surface.register(acme, listing, 62)).isEqualTo(new Answer.Done(13));
        sent("register", all + ", 'BOT_ID': 62, 'CODE': 'echo.poll'");
        assertThat(surface.update(acme, listing, 13)).isEqualTo(new Answer.Done(13));
        sent("update", "'APP_ID': 13, 'FIELDS': {" + all + "}");
    }

    @Test
    void takesAnAppAway() {
        portal.answers(200, "{\"result\": true}").answers(400, "{\"error\": \"CHAT_APP_ID_ERROR\"}");
        var there = Registration.of(listing(new Action.Send("/help")), 13);

        assertThat(surface.unregister(acme, there)).isEqualTo(new Answer.Done(13));
        sent("unregister", "'APP_ID': 13");
        assertThat(surface.unregister(acme, there)).isEqualTo(new Answer.Gone());
    }

    @ParameterizedTest
    @CsvSource({
        "BOT_ID_ERROR, OwnerGone, Refused",
        "CHAT_APP_ID_ERROR, Refused, Gone",
        "PARAMS_ERROR, Refused, Refused",
        "IFRAME_HTTPS, Refused, Refused"
    })
    void readsWhatThePortalHasAgainstAnApp(String error, String toRegister, String toUpdate) {
        portal.answers(400, "{\"error\": \"" + error + "\"}");
        var listing = listing(new Action.Send("/help"));

        assertThat(surface.register(acme, listing, 62).getClass().getSimpleName())
                .isEqualTo(toRegister);
        assertThat(surface.update(acme, listing, 13).getClass().getSimpleName()).isEqualTo(toUpdate);
    }

    private void sent(String method, String fields) {
        var call = portal.calls().getLast();
        assertThat(call.path()).isEqualTo("/rest/imbot.app." + method + ".json");
        assertThat(call.json()).isEqualTo(new JsonObject("{" + fields.replace('\'', '"') + ", \"auth\": \"t1\"}"));
    }

    private static Listing listing(Action action) {
        var labels = new TreeMap<>(
                Map.of("en", new Label("Poll", "Start a poll", "Example"), "de", new Label("Umfrage", "")));
        var audience = Audience.in(Context.CHAT).adminsOnly(true).livechat(true);
        var app = new ChatApp("poll", action, audience, labels);
        return new Listing(
                new Key(Key.APP, "echo", "poll"),
                Optional.of(new Key(Key.BOT, "echo", "bot")),
                new Listing.Content.App(
                        "echo.poll", app, action instanceof Action.Iframe ? Optional.of(FRAME) : Optional.empty()));
    }
}
