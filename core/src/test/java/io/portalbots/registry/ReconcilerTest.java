package io.portalbots.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.plan.Abilities;
import io.portalbots.plan.Key;
import io.portalbots.plan.Registration;
import io.portalbots.plugin.Offers;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.Surface.Answer;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.ChatApp;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.MemorySettings;
import io.portalbots.tenant.MemorySwitches;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReconcilerTest {

    private static final String BOT = "imbot:echo/bot";
    private static final String HELP = "imbot.command:echo/help";
    private static final String A = "imbot.app:echo/a";
    private static final String B = "imbot.app:echo/b";

    private final MemoryTenants tenants = new MemoryTenants().with(MemoryTenants.acme(1));
    private final MemoryLedger ledger = new MemoryLedger();
    private final ScriptedPortal portal = new ScriptedPortal();
    private final EchoPlugin code = new EchoPlugin();
    private final Plugin echo = TestPlugins.plugin("echo", code);
    private PluginSet plugins = TestPlugins.set(echo);

    @Test
    void registersBotsBeforeWhatTheyOwn() {
        assertThat(reconcile()).isFalse();

        assertThat(portal.calls())
                .containsExactly("register " + BOT, "register " + A, "register " + B, "register " + HELP);
        assertThat(ledger.keys()).contains(BOT, A, B, HELP);
        reconcile();
        assertThat(portal.calls()).isEmpty();
    }

    @Test
    void forgetsWhatARefusedBotWouldOwn() {
        portal.answer("register " + BOT, new Answer.Refused("MAX_COUNT_ERROR"));

        reconcile();
        assertThat(portal.calls()).startsWith("register " + BOT).hasSize(4);
        reconcile();

        assertThat(portal.calls()).isEmpty();
        assertThat(ledger.keys()).contains(BOT).doesNotContain(A, B, HELP);
        assertThat(ledger.line(Key.BOT, "bot").refusal().orElseThrow().error()).isEqualTo("MAX_COUNT_ERROR");
    }

    @Test
    void registersAnewWhatThePortalLost() {
        reconcile();
        code.text = "/help me";
        portal.calls();
        portal.answer("update " + A, new Answer.Gone());

        assertThat(reconcile()).isFalse();

        assertThat(ledger.keys()).contains(BOT, A, B);
        assertThat(portal.calls()).containsExactly("update " + A, "update " + B, "register " + A);
    }

    @Test
    void forgetsABotThatIsGoneWithAllItOwned() {
        reconcile();
        code.codes = List.of("a", "b", "c");
        portal.answer("register imbot.app:echo/c", new Answer.OwnerGone());

        assertThat(reconcile()).as("loses it again and again").isTrue();
        assertThat(ledger.keys()).doesNotContain(BOT, A, B, "imbot.app:echo/c");
    }

    @Test
    void forgetsWithABotWhatItWasGivenInTheSamePass() {
        portal.answer("register " + B, new Answer.OwnerGone());

        assertThat(reconcile()).isTrue();
        assertThat(ledger.keys()).doesNotContain(BOT, A, B);
        portal.behaves();
        portal.calls();
        reconcile();

        assertThat(portal.calls()).contains("register " + BOT, "register " + A, "register " + B);
        assertThat(ledger.keys()).contains(BOT, A, B, HELP);
    }

    @Test
    void registersAndUpdatesWhereTheAnswerNeverCame() {
        portal.silence("register " + A);
        assertThatThrownBy(this::reconcile).isInstanceOf(PortalUnavailableException.class);
        assertThat(ledger.line(Key.APP, "a").id()).isEmpty();

        portal.behaves();
        portal.calls();
        reconcile();

        assertThat(portal.calls())
                .startsWith("register " + BOT, "update " + BOT, "register " + A, "update " + A)
                .hasSize(8);
        assertThat(ledger.line(Key.APP, "a").id()).isPresent();
    }

    @Test
    void repeatsOnlyWhatWasNotAnsweredOfARequest() {
        portal.answer("register " + A, new Answer.Silent("busy"));

        assertThatThrownBy(this::reconcile).isInstanceOf(PortalUnavailableException.class);
        portal.behaves();
        portal.calls();
        reconcile();

        assertThat(portal.calls()).containsExactly("register " + A, "update " + A);
    }

    @Test
    void sendsAllOfATenantInOneRequestAndWritesItDownTwice() {
        reconcile();

        assertThat(portal.requests).isEqualTo(1);
        assertThat(ledger.writes).isEqualTo(2);
        reconcile();
        assertThat(portal.requests).isEqualTo(1);
        assertThat(ledger.writes).isEqualTo(2);
    }

    @Test
    void sendsFiftyCallsAtATime() {
        code.codes = IntStream.range(0, 100).mapToObj(i -> "a" + i).toList();

        reconcile();

        assertThat(portal.requests).isEqualTo(3);
        assertThat(ledger.keys()).hasSize(2 + 1 + 1 + 100);
    }

    @Test
    void keepsTheOldButtonHiddenWhereNoUpdateMakesTheNewOne() {
        reconcile();
        code.action = Optional.of(new ChatApp.Action.Iframe(300, 200));
        portal.calls();

        reconcile();

        assertThat(portal.calls())
                .containsExactly("register " + A + "~2", "register " + B + "~2", "retire " + A, "retire " + B);
        assertThat(ledger.revisions("a")).extracting(Registration::retired).containsExactly(true, false);
        reconcile();
        assertThat(portal.calls()).isEmpty();
    }

    @Test
    void doesNotHideTheOldButtonBeforeTheNewOneIsThere() {
        reconcile();
        code.action = Optional.of(new ChatApp.Action.Iframe(300, 200));
        portal.calls();
        portal.answer("register " + A + "~2", new Answer.Refused("IFRAME_HTTPS"));

        reconcile();

        assertThat(portal.calls()).doesNotContain("retire " + A).contains("retire " + B);
        reconcile();
        assertThat(portal.calls()).isEmpty();
    }

    @Test
    void givesUpOnALostAnswerWhereAskingAgainMakesTwo() {
        portal.again = Abilities.Again.DUPLICATES;
        portal.answer("register " + A, new Answer.Silent("lost"));
        assertThatThrownBy(this::reconcile).isInstanceOf(PortalUnavailableException.class);
        portal.behaves();
        portal.calls();

        reconcile();
        reconcile();

        assertThat(portal.calls()).isEmpty();
        assertThat(ledger.line(Key.APP, "a").doubt()).isPresent();
    }

    @Test
    void givesUpOnALostAnswerWhereAskingAgainIsRefused() {
        portal.answer("register " + A, new Answer.Silent("lost"));
        assertThatThrownBy(this::reconcile).isInstanceOf(PortalUnavailableException.class);
        portal.answer("register " + A, new Answer.Refused("WRONG_REQUEST"));
        reconcile();
        portal.behaves();
        portal.calls();

        reconcile();

        assertThat(portal.calls()).isEmpty();
        assertThat(ledger.line(Key.APP, "a").doubt().orElseThrow()).contains("WRONG_REQUEST");
    }

    @Test
    void updatesWhatAReturningPortalMayHaveKept() {
        tenants.with(MemoryTenants.acme(2));

        reconcile();

        assertThat(portal.calls())
                .startsWith("register " + BOT, "update " + BOT, "register " + A, "update " + A)
                .hasSize(8);
    }

    @Test
    void knowsWhereAThingIsWhoseContentWasRefusedAfterwards() {
        tenants.with(MemoryTenants.acme(2));
        portal.answer("update " + A, new Answer.Refused("PARAMS_ERROR"));
        reconcile();
        portal.calls();

        plugins = TestPlugins.set();
        reconcile();

        assertThat(portal.calls()).contains("unregister " + A);
    }

    @Test
    void takesTheThingForRemovedThatIsGone() {
        reconcile();
        plugins = TestPlugins.set();
        portal.calls();
        portal.answer("unregister " + A, new Answer.Gone());

        reconcile();

        assertThat(portal.calls())
                .containsExactly("unregister " + A, "unregister " + B, "unregister " + HELP, "unregister " + BOT);
        assertThat(ledger.keys()).noneMatch(key -> key.startsWith("imbot"));
    }

    @Test
    void goesOnAfterARefusedRemovalAndTriesItAgainAtTheNextLook() {
        reconcile();
        plugins = TestPlugins.set();
        portal.calls();
        portal.answer("unregister " + A, new Answer.Refused("WRONG_REQUEST"));

        assertThatThrownBy(this::reconcile)
                .isInstanceOf(UnfinishedException.class)
                .hasMessageContaining("WRONG_REQUEST");

        assertThat(portal.calls()).contains("unregister " + A, "unregister " + B, "unregister " + HELP);
        assertThat(ledger.keys()).contains(A);
    }

    @Test
    void leavesAFailingPluginAlone() {
        reconcile();
        portal.calls();
        code.fails = true;

        assertThatThrownBy(this::reconcile)
                .isInstanceOf(UnfinishedException.class)
                .hasMessageContaining("echo");

        assertThat(portal.calls()).isEmpty();
    }

    @Test
    void leavesATenantAloneThatIsNotActive() {
        tenants.move(MemoryTenants.acme(1), new TenantState.News.TokensLost("no luck"));

        assertThat(reconcile()).isFalse();
        assertThat(portal.calls()).isEmpty();
    }

    private boolean reconcile() {
        var naming = new Wishing.Naming("https://bots.test", "pb_", new BotProfile("Apps", "", BotProfile.Color.AZURE));
        var application = new Application("app", "c", Secret.of("s"), Application.Kind.LOCAL, Set.of());
        var wishing = new Wishing(
                Map.of("app", application),
                () -> plugins,
                new Offers(TestPlugins.waiting()),
                new MemorySettings(),
                new MemorySwitches(),
                () -> naming);
        var metrics = new RegistryMetrics(new SimpleMeterRegistry(), () -> plugins);
        var claim = new Claim(MemoryTenants.acme(1).id(), 1, 1, 0);
        var plans = new Plans(wishing, ledger, portal.surfaces());
        return new Reconciler(tenants, plans, Brakes.NONE, ledger, portal, portal.surfaces(), metrics).reconcile(claim);
    }
}
