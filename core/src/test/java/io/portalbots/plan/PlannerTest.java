package io.portalbots.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.spi.Audience;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.spi.Label;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final Listing BOT = bot("echo");
    private static final Listing HELP = app("echo", "help", new Action.Send("/help"));

    @Test
    void registersTheBotBeforeItsApps() {
        assertThat(plan(List.of(HELP, BOT), List.of()))
                .containsExactly(new Step.Register(BOT, false), new Step.Register(HELP, false));
    }

    @Test
    void plansNothingWhereAllIsRight() {
        assertThat(plan(List.of(BOT, HELP), List.of(Registration.of(BOT, 62), Registration.of(HELP, 13))))
                .isEmpty();
    }

    @Test
    void updatesWhatChangedAndNamesIt() {
        var there = Registration.of(app("echo", "help", new Action.Send("/halp")), 13);

        assertThat(plan(List.of(BOT, HELP), List.of(Registration.of(BOT, 62), there)))
                .containsExactly(new Step.Update(HELP, there, new TreeSet<>(Set.of("action"))));
    }

    @Test
    void replacesAnAppWhoseKindChanges() {
        var there = Registration.of(app("echo", "help", new Action.Iframe(300, 200)), 13);

        assertThat(plan(List.of(BOT, HELP), List.of(Registration.of(BOT, 62), there)))
                .containsExactly(new Step.Unregister(there), new Step.Register(HELP, false));
    }

    @Test
    void removesAppsBeforeTheirBot() {
        var bot = Registration.of(BOT, 62);
        var app = Registration.of(HELP, 13);

        assertThat(plan(List.of(), List.of(bot, app)))
                .containsExactly(new Step.Unregister(app), new Step.Unregister(bot));
    }

    @Test
    void leavesAloneWhatAnUndecidedPluginHas() {
        var ledger = List.of(Registration.of(BOT, 62), Registration.of(HELP, 13));

        assertThat(Planner.plan(new Wishes(List.of(), Set.of("echo")), ledger)).isEmpty();
    }

    @Test
    void keepsTheSharedBotWhileAnUndecidedPluginHasAppsOfIt() {
        var shared = new Listing(
                new Key(Key.BOT, Key.SHARED, "bot"),
                Optional.empty(),
                new Listing.Content.Bot("pb", new BotProfile("Apps", "", BotProfile.Color.AZURE), "http://x.y/"));
        var call = new Listing(new Key(Key.APP, "call", "call"), Optional.of(shared.key()), HELP.content());
        var ledger = List.of(Registration.of(shared, 62), Registration.of(call, 13));

        assertThat(Planner.plan(new Wishes(List.of(), Set.of("call")), ledger)).isEmpty();
        assertThat(Planner.plan(new Wishes(List.of(), Set.of()), ledger)).hasSize(2);
    }

    @Test
    void doesNotOfferAgainWhatThePortalRefusedUntilItChanges() {
        var refused = Registration.unknown(HELP).refused(HELP, "PARAMS_ERROR");
        var bot = Registration.of(BOT, 62);
        var mended = app("echo", "help", new Action.Send("/help me"));

        assertThat(plan(List.of(BOT, HELP), List.of(bot, refused))).isEmpty();
        assertThat(plan(List.of(BOT, mended), List.of(bot, refused))).containsExactly(new Step.Register(mended, false));
    }

    @Test
    void doesNotTryAppsOfARefusedBot() {
        var refused = Registration.unknown(BOT).refused(BOT, "MAX_COUNT_ERROR");

        assertThat(plan(List.of(BOT, HELP), List.of(refused))).isEmpty();
    }

    @Test
    void registersAgainWhereTheAnswerNeverCame() {
        assertThat(plan(List.of(BOT, HELP), List.of(Registration.of(BOT, 62), Registration.unknown(HELP))))
                .containsExactly(new Step.Register(HELP, true));
    }

    @Test
    void forgetsWhatIsNoLongerWantedAndWasNeverTaken() {
        assertThat(plan(List.of(), List.of(Registration.unknown(HELP))))
                .containsExactly(new Step.Forget(Registration.unknown(HELP)));
    }

    @Test
    void movesAnAppToAnotherBot() {
        var elsewhere = new Registration(
                HELP.key(),
                Optional.of(new Key(Key.BOT, Key.SHARED, "bot")),
                OptionalLong.of(13),
                HELP.fields(),
                Optional.empty());

        assertThat(plan(List.of(BOT, HELP), List.of(Registration.of(BOT, 62), elsewhere)))
                .containsExactly(new Step.Unregister(elsewhere), new Step.Register(HELP, false));
    }

    private static List<Step> plan(List<Listing> wanted, List<Registration> ledger) {
        return Planner.plan(new Wishes(wanted, Set.of()), ledger);
    }

    static Listing bot(String plugin) {
        return new Listing(
                new Key(Key.BOT, plugin, "bot"),
                Optional.empty(),
                new Listing.Content.Bot(
                        "pb_" + plugin,
                        new BotProfile(plugin, "", BotProfile.Color.GREEN),
                        "http://127.0.0.1/bitrix24/a/event"));
    }

    static Listing app(String plugin, String code, Action action) {
        var app = new ChatApp(code, action, Audience.everywhere(), Map.of("en", new Label("Help", "")));
        var frame = action instanceof Action.Iframe
                ? Optional.of("http://127.0.0.1/frames/t/" + plugin + "/" + code)
                : Optional.<String>empty();
        return new Listing(
                new Key(Key.APP, plugin, code),
                Optional.of(new Key(Key.BOT, plugin, "bot")),
                new Listing.Content.App(plugin + "." + code, app, frame));
    }
}
