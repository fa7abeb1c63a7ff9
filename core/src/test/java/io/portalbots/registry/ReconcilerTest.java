package io.portalbots.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.plan.Key;
import io.portalbots.plugin.Offers;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.Surface.Answer;
import io.portalbots.spi.BotProfile;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.MemorySettings;
import io.portalbots.tenant.MemorySwitches;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantState;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    void doesNotTryWhatARefusedBotWouldOwn() {
        portal.answer("register " + BOT, new Answer.Refused("MAX_COUNT_ERROR"));

        reconcile();
        reconcile();

        assertThat(portal.calls()).containsExactly("register " + BOT);
        assertThat(ledger.line(Key.BOT, "bot").refusal().orElseThrow().error()).isEqualTo("MAX_COUNT_ERROR");
    }

    @Test
    void registersAnewWhatThePortalLost() {
        reconcile();
        code.text = "/help me";
        portal.calls();
        portal.answer("update " + A, new Answer.Gone());

        assertThat(reconcile()).isTrue();
        assertThat(ledger.keys()).contains(BOT, B).doesNotContain(A);
        assertThat(reconcile()).isFalse();

        assertThat(portal.calls()).containsExactly("update " + A, "update " + B, "register " + A);
    }

    @Test
    void forgetsABotThatIsGoneWithAllItOwned() {
        reconcile();
        code.codes = List.of("a", "b", "c");
        portal.answer("register imbot.app:echo/c", new Answer.OwnerGone());

        assertThat(reconcile()).isTrue();
        assertThat(ledger.keys()).doesNotContain(BOT, A, B, HELP, "imbot.app:echo/c");
    }

    @Test
    void forgetsWithABotWhatItWasGivenInTheSamePass() {
        portal.answer("register " + B, new Answer.OwnerGone());

        assertThat(reconcile()).isTrue();
        assertThat(ledger.keys()).doesNotContain(BOT, A, B);
        portal.behaves();
        portal.calls();
        reconcile();

        assertThat(portal.calls())
                .containsExactly("register " + BOT, "register " + A, "register " + B, "register " + HELP);
    }

    @Test
    void registersAndUpdatesWhereTheAnswerNeverCame() {
        portal.silence("register " + A);
        assertThatThrownBy(this::reconcile).isInstanceOf(PortalUnavailableException.class);
        assertThat(ledger.line(Key.APP, "a").id()).isEmpty();

        portal.behaves();
        portal.calls();
        reconcile();

        assertThat(portal.calls()).containsExactly("register " + A, "update " + A, "register " + B, "register " + HELP);
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

        reconcile();

        assertThat(portal.calls()).contains("unregister " + A, "unregister " + B, "unregister " + HELP);
        assertThat(ledger.keys()).contains(A);
    }

    @Test
    void leavesAFailingPluginAlone() {
        reconcile();
        portal.calls();
        code.fails = true;

        reconcile();

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
        return new Reconciler(tenants, wishing, Brakes.NONE, ledger, portal.surfaces(), metrics).reconcile(claim);
    }
}
