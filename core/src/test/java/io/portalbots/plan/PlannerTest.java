package io.portalbots.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plan.Abilities.Again;
import io.portalbots.plan.Registration.Retirement;
import io.portalbots.plan.Registration.Slot;
import io.portalbots.plan.Step.Register.Reason;
import io.portalbots.spi.Audience;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.spi.Command;
import io.portalbots.spi.Label;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final Listing BOT = bot("echo");
    private static final Listing HELP = app("echo", "help", new Action.Send("/help"));
    private static final Listing FRAME = app("echo", "help", new Action.Iframe(300, 200));

    @Test
    void registersTheBotBeforeItsApps() {
        assertThat(plan(List.of(HELP, BOT), List.of()))
                .containsExactly(new Step.Register(BOT, Reason.NEW), new Step.Register(HELP, Reason.NEW));
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
                .containsExactly(new Step.Update(
                        HELP,
                        there,
                        List.of(new Change("action", Optional.of("send /halp"), Optional.of("send /help")))));
    }

    @Test
    void registersAnAppWhoseKindChangesUnderAnotherCodeAndHidesTheOldOne() {
        var there = Registration.of(FRAME, 13);

        assertThat(plan(List.of(BOT, HELP), List.of(Registration.of(BOT, 62), there)))
                .containsExactly(
                        new Step.Register(HELP.revised(2), Reason.REPLACES),
                        new Step.Retire(there, new Slot(HELP.key(), 2)));
        assertThat(((Listing.Content.App) HELP.revised(2).content()).code()).isEqualTo("echo.help~2");
    }

    @Test
    void takesAnOldAppAwayWhenItsTimeIsOver() {
        var bot = Registration.of(BOT, 62);
        var serving = Registration.of(HELP.revised(2), 14);
        var kept = retired(Registration.of(FRAME, 13), false);
        var over = retired(Registration.of(FRAME, 13), true);

        assertThat(plan(List.of(BOT, HELP), List.of(bot, serving, kept))).isEmpty();
        assertThat(plan(List.of(BOT, HELP), List.of(bot, serving, over))).containsExactly(new Step.Unregister(over));
        assertThat(plan(List.of(BOT), List.of(bot, serving, kept)))
                .as("nobody wants the app any more")
                .containsExactly(new Step.Unregister(kept), new Step.Unregister(serving));
    }

    @Test
    void returnsToTheOldAppWhereTheNewOneWasRefused() {
        var bot = Registration.of(BOT, 62);
        var standing = Registration.of(HELP, 13);
        var refused = Registration.unknown(FRAME.revised(2)).refused(FRAME.revised(2), "IFRAME_HTTPS");

        assertThat(plan(List.of(BOT, FRAME), List.of(bot, standing, refused))).isEmpty();
        assertThat(plan(List.of(BOT, HELP), List.of(bot, standing, refused))).containsExactly(new Step.Forget(refused));
    }

    @Test
    void asksOnceMoreForANewAppOfWhichNothingWasHeard() {
        var bot = Registration.of(BOT, 62);
        var standing = Registration.of(HELP, 13);
        var lost = Registration.unknown(FRAME.revised(2));

        assertThat(plan(List.of(BOT, HELP), List.of(bot, standing, lost)))
                .as("it may be there, so it is made what is wished")
                .containsExactly(
                        new Step.Register(HELP.revised(2), Reason.UNCERTAIN),
                        new Step.Retire(standing, new Slot(HELP.key(), 2)));
    }

    @Test
    void givesUpOnALostAnswerWhereAskingAgainMakesTwo() {
        var bot = Registration.of(BOT, 62);
        var lost = Registration.unknown(HELP);
        var wishes = new Wishes(List.of(BOT, HELP), Set.of());
        Function<String, Abilities> surfaces = surface -> app(surface, Again.DUPLICATES);

        assertThat(Planner.plan(wishes, List.of(bot, lost), surfaces))
                .hasSize(1)
                .first()
                .isInstanceOf(Step.Doubt.class);
        assertThat(Planner.plan(wishes, List.of(bot, lost.doubted("why")), surfaces))
                .isEmpty();
    }

    @Test
    void makesRightWhatStandsWhenItGivesUpOnItsSuccessor() {
        var bot = Registration.of(BOT, 62);
        var standing = Registration.of(app("echo", "help", new Action.Send("/halp")), 13);
        var lost = Registration.unknown(FRAME.revised(2));
        Function<String, Abilities> surfaces = surface -> app(surface, Again.DUPLICATES);

        assertThat(Planner.plan(new Wishes(List.of(BOT, HELP), Set.of()), List.of(bot, standing, lost), surfaces))
                .extracting(step -> step.getClass().getSimpleName())
                .containsExactly("Doubt", "Update");
    }

    @Test
    void replacesOnASurfaceThatCannotUpdate() {
        var there = Registration.of(app("echo", "help", new Action.Send("/halp")), 13);
        Function<String, Abilities> surfaces =
                surface -> new Abilities(true, false, false, false, Again.SAFE, Set.of("code"), Set.of());

        assertThat(Planner.plan(
                        new Wishes(List.of(BOT, HELP), Set.of()), List.of(Registration.of(BOT, 62), there), surfaces))
                .containsExactly(new Step.Unregister(there), new Step.Register(HELP, Reason.REPLACES));
    }

    @Test
    void saysChangesInWords() {
        var there = Registration.of(app("echo", "help", new Action.Send("/halp")), 13);
        var step = plan(List.of(BOT, HELP), List.of(Registration.of(BOT, 62), there))
                .get(0);

        assertThat(Words.of(step)).isEqualTo("changes the app echo.help");
        assertThat(Words.changes(step)).containsExactly("action: \"send /halp\" becomes \"send /help\"");
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

        assertThat(Planner.plan(new Wishes(List.of(), Set.of("echo")), ledger, PlannerTest::abilities))
                .isEmpty();
    }

    @Test
    void keepsTheSharedBotWhileAnUndecidedPluginHasAppsOfIt() {
        var shared = new Listing(
                new Key(Key.BOT, Key.SHARED, "bot"),
                Optional.empty(),
                new Listing.Content.Bot("pb", new BotProfile("Apps", "", BotProfile.Color.AZURE), "http://x.y/"));
        var call = new Listing(new Key(Key.APP, "call", "call"), Optional.of(shared.key()), HELP.content());
        var ledger = List.of(Registration.of(shared, 62), Registration.of(call, 13));

        assertThat(Planner.plan(new Wishes(List.of(), Set.of("call")), ledger, PlannerTest::abilities))
                .isEmpty();
        assertThat(Planner.plan(new Wishes(List.of(), Set.of()), ledger, PlannerTest::abilities))
                .hasSize(2);
    }

    @Test
    void keepsTheCommandOfTheSharedBotAsLongAsThatItselfUnlessNobodyWishesIt() {
        var shared = bot(Key.SHARED);
        var menu = new Listing(
                new Key(Key.COMMAND, Key.SHARED, "apps"),
                Optional.of(shared.key()),
                new Listing.Content.Slash(
                        new Command("apps", Map.of("en", new Command.Phrase("Apps", ""))), "http://x.y/"));
        var call = new Listing(new Key(Key.APP, "call", "call"), Optional.of(shared.key()), HELP.content());
        var ledger = List.of(Registration.of(shared, 62), Registration.of(menu, 8), Registration.of(call, 13));

        assertThat(Planner.plan(new Wishes(List.of(), Set.of("call")), ledger, PlannerTest::abilities))
                .isEmpty();
        assertThat(plan(List.of(), ledger)).hasSize(3);
        assertThat(plan(List.of(shared, call), ledger)).containsExactly(new Step.Unregister(Registration.of(menu, 8)));
    }

    @Test
    void doesNotOfferAgainWhatThePortalRefusedUntilItChanges() {
        var refused = Registration.unknown(HELP).refused(HELP, "PARAMS_ERROR");
        var bot = Registration.of(BOT, 62);
        var mended = app("echo", "help", new Action.Send("/help me"));

        assertThat(plan(List.of(BOT, HELP), List.of(bot, refused))).isEmpty();
        assertThat(plan(List.of(BOT, mended), List.of(bot, refused)))
                .containsExactly(new Step.Register(mended, Reason.MENDED));
    }

    @Test
    void doesNotTryAppsOfARefusedBot() {
        var refused = Registration.unknown(BOT).refused(BOT, "MAX_COUNT_ERROR");

        assertThat(plan(List.of(BOT, HELP), List.of(refused))).isEmpty();
    }

    @Test
    void registersAgainWhereTheAnswerNeverCame() {
        assertThat(plan(List.of(BOT, HELP), List.of(Registration.of(BOT, 62), Registration.unknown(HELP))))
                .containsExactly(new Step.Register(HELP, Reason.UNCERTAIN));
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
                1,
                Optional.of(new Key(Key.BOT, Key.SHARED, "bot")),
                OptionalLong.of(13),
                HELP.fields(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(plan(List.of(BOT, HELP), List.of(Registration.of(BOT, 62), elsewhere)))
                .containsExactly(
                        new Step.Register(HELP.revised(2), Reason.REPLACES),
                        new Step.Retire(elsewhere, new Slot(HELP.key(), 2)));
    }

    static Registration retired(Registration line, boolean over) {
        return new Registration(
                line.key(),
                line.revision(),
                line.owner(),
                line.id(),
                line.fields(),
                line.refusal(),
                line.doubt(),
                Optional.of(new Retirement(Instant.EPOCH, over)));
    }

    /** What portals can do, as far as is known. */
    static Abilities abilities(String surface) {
        return app(surface, Again.SAFE);
    }

    private static Abilities app(String surface, Again again) {
        var app = surface.equals(Key.APP);
        return new Abilities(false, true, app, false, again, Set.of("code", "word"), Set.of("kind", "icon", "common"));
    }

    private static List<Step> plan(List<Listing> wanted, List<Registration> ledger) {
        return Planner.plan(new Wishes(wanted, Set.of()), ledger, PlannerTest::abilities);
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
