package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plan.Abilities.Again;
import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Registration;
import io.portalbots.registry.Call;
import io.portalbots.registry.Outcome;
import io.portalbots.registry.Surface.Answer;
import io.portalbots.registry.Surface.Deed;
import io.portalbots.spi.Audience;
import io.portalbots.spi.Audience.Context;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.spi.Icon;
import io.portalbots.spi.Label;
import io.portalbots.store.Keys;
import io.portalbots.tenant.Tenant;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
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

    private final Tenant acme = TenantRestTest.acme(URI.create("https://acme.bitrix24.test/rest/"));
    private final Keys keys;
    private final AppSurface surface;

    AppSurfaceTest(@TempDir Path folder) {
        Keys.make(folder.resolve("keys.json"));
        keys = Keys.read(folder.resolve("keys.json"));
        surface = new AppSurface(keys, Again.SAFE);
    }

    static Stream<Arguments> actions() {
        return Stream.of(
                Arguments.of(new Action.Put("/help"), "'JS_METHOD': 'PUT', 'JS_PARAM': '/help'"),
                Arguments.of(new Action.Send("/help"), "'JS_METHOD': 'SEND', 'JS_PARAM': '/help'"),
                Arguments.of(new Action.Call("+1 555 0100"), "'JS_METHOD': 'CALL', 'JS_PARAM': '+1 555 0100'"),
                Arguments.of(new Action.Support(LINE), "'JS_METHOD': 'SUPPORT', 'JS_PARAM': '" + LINE + "'"),
                Arguments.of(
                        new Action.Iframe(360, 240, true, false),
                        "'IFRAME': '" + FRAME + "', 'IFRAME_WIDTH': '360', 'IFRAME_HEIGHT': '240', 'IFRAME_POPUP': 'Y',"
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

        said(surface.register(acme, listing, "62"), "register", all + ", 'BOT_ID': '62', 'CODE': 'echo.poll'");
        said(surface.update(acme, listing, "13", false), "update", "'APP_ID': '13', 'FIELDS': {" + all + "}");
    }

    @Test
    void sendsThePictureOnlyToWhatIsNewOrNotKnown() {
        var pictured = pictured();

        assertThat(surface.register(acme, pictured, "62").query()).contains("&ICON_FILE=iVBOR");
        assertThat(surface.update(acme, pictured, "13", true).query()).contains("&FIELDS%5BICON_FILE%5D=iVBOR");
        assertThat(surface.update(acme, pictured, "13", false).query()).doesNotContain("ICON_FILE");
    }

    @Test
    void refersToTheBotThatIsRegisteredAlong() {
        assertThat(surface.register(acme, listing(new Action.Send("/help")), Call.resultOf(3))
                        .query())
                .startsWith("BOT_ID=%24result%5Bc3%5D&");
    }

    @Test
    void signsEveryRevisionWithASecretOfItsOwn() {
        var frame = listing(new Action.Iframe(300, 200));

        var query = surface.register(acme, frame.revised(2), "62").query();

        assertThat(query)
                .contains("CODE=echo.poll~2")
                .contains(keys.hash(acme.id(), "echo.poll~2", 1).reveal())
                .contains("IFRAME=https%3A%2F%2Fbots.test%2Fframes%2Fapp.0%2Fecho%2Fpoll");
    }

    @Test
    void takesHidesAndLooksForAnApp() {
        var there = Registration.of(listing(new Action.Send("/help")), 13);

        said(surface.unregister(there), "unregister", "'APP_ID': '13'");
        said(surface.retire(there), "update", "'APP_ID': '13', 'FIELDS': {'CONTEXT': 'CHAT-admin', 'HIDDEN': 'Y'}");
        said(surface.probe(there), "update", "'APP_ID': '13', 'FIELDS': {'CONTEXT': 'CHAT-admin'}");
    }

    @ParameterizedTest
    @CsvSource({
        "BOT_ID_ERROR, OwnerGone, Refused",
        "CHAT_APP_ID_ERROR, Refused, Gone",
        "APP_ID_ERROR, Refused, Gone",
        "PARAMS_ERROR, Refused, Refused",
        "IFRAME_HTTPS, Refused, Refused"
    })
    void readsWhatThePortalHasAgainstAnApp(String error, String toRegister, String toUpdate) {
        var failure = new Outcome.Failure(error);

        assertThat(surface.read(Deed.REGISTER, failure, 0).getClass().getSimpleName())
                .isEqualTo(toRegister);
        assertThat(surface.read(Deed.UPDATE, failure, 13).getClass().getSimpleName())
                .isEqualTo(toUpdate);
    }

    @Test
    void readsIdsOfEitherKindAndTakesNoneForSilence() {
        assertThat(surface.read(Deed.REGISTER, new Outcome.Result("13"), 0)).isEqualTo(new Answer.Done(13));
        assertThat(surface.read(Deed.REGISTER, new Outcome.Result(13), 0)).isEqualTo(new Answer.Done(13));
        assertThat(surface.read(Deed.REGISTER, new Outcome.Result(true), 0)).isInstanceOf(Answer.Silent.class);
        assertThat(surface.read(Deed.UPDATE, new Outcome.Result(true), 13)).isEqualTo(new Answer.Done(13));
    }

    private static void said(Call call, String method, String fields) {
        assertThat(call.method()).isEqualTo("imbot.app." + method);
        assertThat(Said.of(call)).isEqualTo(Said.json("{" + fields.replace('\'', '"') + "}"));
    }

    private static Listing pictured() {
        var plain = (Listing.Content.App) listing(new Action.Send("/help")).content();
        var icon = Icon.of(Pictures.png(108, 66));
        return new Listing(
                new Key(Key.APP, "echo", "poll"),
                Optional.of(new Key(Key.BOT, "echo", "bot")),
                new Listing.Content.App("echo.poll", plain.app().with(icon), Optional.empty()));
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
