package io.portalbots.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plan.Step.Register.Reason;
import io.portalbots.spi.Audience;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.Label;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What of a plan can be done for one plugin alone, and when two plans are the same. */
class PartTest {

    private static final Key SHARED = new Key(Key.BOT, Key.SHARED, "bot");
    private static final Listing BOT = new Listing(
            SHARED,
            Optional.empty(),
            new Listing.Content.Bot("b", new BotProfile("Apps", "", BotProfile.Color.AZURE), "https://x.test/e"));
    private static final Listing CAW = app("parrot", "caw", "Caw");
    private static final Listing RUN = app("zebra", "run", "Run");

    private static Listing app(String plugin, String code, String title) {
        var app = new ChatApp(
                code, new ChatApp.Action.Put("/" + code), Audience.everywhere(), Map.of("en", new Label(title, "")));
        return new Listing(
                new Key(Key.APP, plugin, code),
                Optional.of(SHARED),
                new Listing.Content.App(plugin + "." + code, app, Optional.empty()));
    }

    @Test
    void takesTheBotAlongThatItsAppsNeed() {
        var bot = new Step.Register(BOT, Reason.NEW);
        var caw = new Step.Register(CAW, Reason.NEW);
        var plan = List.<Step>of(bot, caw, new Step.Register(RUN, Reason.NEW));

        assertThat(Planner.part(plan, "parrot")).containsExactly(bot, caw);
        assertThat(Planner.part(plan, "whale")).isEmpty();
    }

    @Test
    void leavesTheSharedBotWhereItOnlyTakesAway() {
        var caw = new Step.Unregister(Registration.of(CAW, 13));
        var plan = List.<Step>of(caw, new Step.Unregister(Registration.of(BOT, 62)));

        assertThat(Planner.part(plan, "parrot")).containsExactly(caw);
    }

    @Test
    void takesEverythingOfABotThatIsRegisteredAnew() {
        var plan = List.<Step>of(
                new Step.Unregister(Registration.of(CAW, 13)),
                new Step.Unregister(Registration.of(RUN, 14)),
                new Step.Unregister(Registration.of(BOT, 62)),
                new Step.Register(BOT, Reason.REPLACES),
                new Step.Register(CAW, Reason.REPLACES),
                new Step.Register(RUN, Reason.REPLACES));

        assertThat(Planner.part(plan, "parrot")).isEqualTo(plan);
    }

    @Test
    void isTheSamePlanOnlyIfTheSameIsDoneToTheSame() {
        var other = app("parrot", "caw", "Squawk");

        assertThat(name(new Step.Unregister(Registration.of(CAW, 13))))
                .isEqualTo(name(new Step.Unregister(Registration.of(CAW, 13))))
                .matches("[0-9a-f]{12}")
                .isNotEqualTo(name(new Step.Unregister(Registration.of(CAW, 14))))
                .isNotEqualTo(name(new Step.Unregister(Registration.of(other, 13))))
                .isNotEqualTo(name(new Step.Forget(Registration.of(CAW, 13))));
        assertThat(name(new Step.Register(CAW, Reason.NEW)))
                .isNotEqualTo(name(new Step.Register(CAW, Reason.MENDED)))
                .isNotEqualTo(name(new Step.Register(other, Reason.NEW)));
    }

    private static String name(Step step) {
        return new Imprint().add(List.of(step)).name();
    }
}
