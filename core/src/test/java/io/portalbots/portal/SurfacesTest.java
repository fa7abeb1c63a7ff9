package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Listing.Content;
import io.portalbots.plan.Registration;
import io.portalbots.registry.Call;
import io.portalbots.registry.Outcome;
import io.portalbots.registry.Surface;
import io.portalbots.registry.Surface.Answer;
import io.portalbots.registry.Surface.Deed;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.Command;
import io.portalbots.tenant.Tenant;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bots, commands and events of the application, to the letter of what is sent. */
class SurfacesTest {

    private static final String EVENTS = "https://bots.test/bitrix24/app/event";
    private static final Key BOT = new Key(Key.BOT, "echo", "bot");

    private final Tenant acme = TenantRestTest.acme(URI.create("https://acme.bitrix24.test/rest/"));

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

    @Test
    void saysABot() {
        var surface = new BotSurface();
        var fields = """
                "CODE": "pb_echo", "EVENT_HANDLER": "%s",
                "PROPERTIES": {"NAME": "Echo", "COLOR": "MINT", "WORK_POSITION": "Repeats"}
                """.formatted(EVENTS);

        said(surface.register(acme, bot, ""), "imbot.register", fields + ", 'TYPE': 'B'");
        said(surface.update(acme, bot, "62", false), "imbot.update", "'BOT_ID': 62, 'FIELDS': {" + fields + "}");
        said(surface.unregister(Registration.of(bot, 62)), "imbot.unregister", "'BOT_ID': 62");
    }

    @Test
    void findsABotOfOursAmongThoseOfThePortal() {
        var surface = new BotSurface();
        var present = Registration.of(bot, 62);
        var others = Map.of("62", Map.of("ID", "62", "CODE", "somebody_else"));

        assertThat(surface.probe(present).method()).isEqualTo("imbot.bot.list");
        assertThat(surface.probed(present, new Outcome.Result(Map.of("62", Map.of("ID", "62", "CODE", "pb_echo")))))
                .isEqualTo(new Answer.Done(62));
        assertThat(surface.probed(present, new Outcome.Result(others))).isEqualTo(new Answer.Gone());
        assertThat(surface.probed(present, new Outcome.Result(List.of()))).isEqualTo(new Answer.Gone());
        assertThat(surface.probed(present, new Outcome.Silence("busy"))).isEqualTo(new Answer.Silent("busy"));
        assertThat(surface.probed(present, new Outcome.Result(null))).isInstanceOf(Answer.Silent.class);
        assertThat(surface.probed(present, new Outcome.Result(true))).isInstanceOf(Answer.Silent.class);
    }

    @Test
    void saysACommand() {
        var surface = new CommandSurface();
        var fields = """
                "EVENT_COMMAND_ADD": "%s", "HIDDEN": "N", "EXTRANET_SUPPORT": "Y",
                "LANG": [{"LANGUAGE_ID": "en", "TITLE": "Help", "PARAMS": "topic"}]
                """.formatted(EVENTS);
        var present = Registration.of(command, 8);

        said(
                surface.register(acme, command, "62"),
                "imbot.command.register",
                fields + ", 'BOT_ID': 62, 'COMMAND': 'help', 'COMMON': 'Y'");
        said(
                surface.update(acme, command, "8", false),
                "imbot.command.update",
                "'COMMAND_ID': 8, 'FIELDS': {" + fields + "}");
        said(surface.unregister(present), "imbot.command.unregister", "'COMMAND_ID': 8");
        said(surface.probe(present), "imbot.command.update", "'COMMAND_ID': 8, 'FIELDS': {'HIDDEN': 'N'}");
    }

    @Test
    void bindsAnEventAndTakesBoundAlreadyForBound() {
        var surface = new EventSurface();
        var handler = "'EVENT': 'ONAPPUNINSTALL', 'HANDLER': '" + EVENTS + "'";
        var present = Registration.of(event, 1);
        var bound = List.of(Map.of("event", "onappuninstall", "handler", EVENTS));

        said(surface.register(acme, event, ""), "event.bind", handler);
        said(surface.unregister(present), "event.unbind", handler);
        assertThat(surface.read(Deed.REGISTER, new Outcome.Failure("ERROR_CORE"), 0))
                .isEqualTo(new Answer.Done(1));
        assertThat(surface.probed(present, new Outcome.Result(bound))).isEqualTo(new Answer.Done(1));
        assertThat(surface.probed(present, new Outcome.Result(List.of()))).isEqualTo(new Answer.Gone());
        assertThat(surface.probed(present, new Outcome.Result(null))).isInstanceOf(Answer.Silent.class);
    }

    @ParameterizedTest
    @CsvSource({"BOT_ID_ERROR, OwnerGone, Gone", "MAX_COUNT_ERROR, Refused, Refused"})
    void readsWhatThePortalHasAgainstABot(String error, String toRegister, String toUpdate) {
        Surface surface = new BotSurface();
        var failure = new Outcome.Failure(error);

        assertThat(surface.read(Deed.REGISTER, failure, 0).getClass().getSimpleName())
                .isEqualTo(toRegister);
        assertThat(surface.read(Deed.UPDATE, failure, 62).getClass().getSimpleName())
                .isEqualTo(toUpdate);
    }

    @Test
    void takesACommandThatIsNotThereForGone() {
        Surface surface = new CommandSurface();
        var failure = new Outcome.Failure("COMMAND_ID_ERROR");

        assertThat(surface.read(Deed.UPDATE, failure, 8)).isEqualTo(new Answer.Gone());
        assertThat(surface.read(Deed.UNREGISTER, failure, 8)).isEqualTo(new Answer.Gone());
        assertThat(surface.read(Deed.REGISTER, failure, 0)).isEqualTo(new Answer.Refused("COMMAND_ID_ERROR"));
    }

    private static void said(Call call, String method, String parameters) {
        assertThat(call.method()).isEqualTo(method);
        assertThat(Said.of(call)).isEqualTo(Said.json("{" + parameters.replace('\'', '"') + "}"));
    }
}
