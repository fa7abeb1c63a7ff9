package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Listing.Content;
import io.portalbots.plan.Registration;
import io.portalbots.registry.Surface;
import io.portalbots.registry.Surface.Answer;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.Command;
import io.portalbots.tenant.Tenant;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bots, commands and events of the application, to the letter of what is sent. */
class SurfacesTest {

    private static final String EVENTS = "https://bots.test/bitrix24/app/event";
    private static final Key BOT = new Key(Key.BOT, "echo", "bot");

    private final Vertx vertx = Vertx.vertx();
    private final Recorder portal = new Recorder(vertx);
    private final Tenant acme = TenantRestTest.acme(portal);
    private final TenantRest rest = TenantRestTest.rest(vertx, new GivenTokens());

    private final Listing bot = new Listing(
            BOT,
            Optional.empty(),
            new Content.Bot("pb_echo", new BotProfile("Echo", "Repeats", BotProfile.Color.MINT), EVENTS));
    private final Listing command = new Listing(
            new Key(Key.COMMAND, "echo", "help"),
            Optional.of(BOT),
            new Content.Slash(
                    new Command("help", true, false, true, Map.of("en", new Command.Phrase("Help", "topic"))), EVENTS));
    private final Listing event = new Listing(
            new Key(Key.EVENT, Key.SHARED, "ONAPPUNINSTALL"),
            Optional.empty(),
            new Content.Handler("ONAPPUNINSTALL", EVENTS));

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void saysABot() {
        var surface = new BotSurface(rest);
        var fields = """
                "CODE": "pb_echo", "EVENT_HANDLER": "%s",
                "PROPERTIES": {"NAME": "Echo", "COLOR": "MINT", "WORK_POSITION": "Repeats"}
                """.formatted(EVENTS);

        portal.answers(200, "{\"result\": \"62\"}");
        assertThat(surface.register(acme, bot, 0)).isEqualTo(new Answer.Done(62));
        sent("imbot.register", fields + ", \"TYPE\": \"B\"");
        assertThat(surface.update(acme, bot, 62)).isEqualTo(new Answer.Done(62));
        sent("imbot.update", "\"BOT_ID\": 62, \"FIELDS\": {" + fields + "}");
        assertThat(surface.unregister(acme, Registration.of(bot, 62))).isEqualTo(new Answer.Done(62));
        sent("imbot.unregister", "\"BOT_ID\": 62");
    }

    @Test
    void saysACommand() {
        var surface = new CommandSurface(rest);
        var fields = """
                "EVENT_COMMAND_ADD": "%s", "HIDDEN": "N", "EXTRANET_SUPPORT": "Y",
                "LANG": [{"LANGUAGE_ID": "en", "TITLE": "Help", "PARAMS": "topic"}]
                """.formatted(EVENTS);

        portal.answers(200, "{\"result\": 8}");
        assertThat(surface.register(acme, command, 62)).isEqualTo(new Answer.Done(8));
        sent("imbot.command.register", fields + ", \"BOT_ID\": 62, \"COMMAND\": \"help\", \"COMMON\": \"Y\"");
        assertThat(surface.update(acme, command, 8)).isEqualTo(new Answer.Done(8));
        sent("imbot.command.update", "\"COMMAND_ID\": 8, \"FIELDS\": {" + fields + "}");
        assertThat(surface.unregister(acme, Registration.of(command, 8))).isEqualTo(new Answer.Done(8));
        sent("imbot.command.unregister", "\"COMMAND_ID\": 8");
    }

    @Test
    void bindsAnEventAndTakesBoundAlreadyForBound() {
        var surface = new EventSurface(rest);
        var handler = "\"EVENT\": \"ONAPPUNINSTALL\", \"HANDLER\": \"" + EVENTS + "\"";

        portal.answers(200, "{\"result\": true}").answers(400, "{\"error\": \"ERROR_CORE\"}");
        assertThat(surface.register(acme, event, 0)).isInstanceOf(Answer.Done.class);
        sent("event.bind", handler);
        assertThat(surface.register(acme, event, 0)).isInstanceOf(Answer.Done.class);
        surface.unregister(acme, Registration.of(event, 1));
        sent("event.unbind", handler);
    }

    @ParameterizedTest
    @CsvSource({"BOT_ID_ERROR, OwnerGone, Gone", "MAX_COUNT_ERROR, Refused, Refused"})
    void readsWhatThePortalHasAgainstABot(String error, String toRegister, String toUpdate) {
        portal.answers(400, "{\"error\": \"" + error + "\"}");
        Surface surface = new BotSurface(rest);

        assertThat(surface.register(acme, bot, 0).getClass().getSimpleName()).isEqualTo(toRegister);
        assertThat(surface.update(acme, bot, 62).getClass().getSimpleName()).isEqualTo(toUpdate);
    }

    @Test
    void takesACommandThatIsNotThereForGone() {
        portal.answers(400, "{\"error\": \"COMMAND_ID_ERROR\"}");
        Surface surface = new CommandSurface(rest);

        assertThat(surface.update(acme, command, 8)).isEqualTo(new Answer.Gone());
        assertThat(surface.unregister(acme, Registration.of(command, 8))).isEqualTo(new Answer.Gone());
        assertThat(surface.register(acme, command, 62)).isEqualTo(new Answer.Refused("COMMAND_ID_ERROR"));
    }

    private void sent(String method, String fields) {
        var call = portal.calls().getLast();
        assertThat(call.path()).isEqualTo("/rest/" + method + ".json");
        assertThat(call.json()).isEqualTo(new JsonObject("{" + fields + ", \"auth\": \"t1\"}"));
    }
}
