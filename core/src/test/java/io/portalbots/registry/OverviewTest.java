package io.portalbots.registry;

import static io.portalbots.registry.MemoryLedger.CHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.plugin.Offers;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.registry.PluginReport.Stand;
import io.portalbots.registry.PluginReport.State;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.Surface.Answer;
import io.portalbots.spi.BotProfile;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.MemoryScopes;
import io.portalbots.tenant.MemorySettings;
import io.portalbots.tenant.MemorySwitches;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverviewTest {

    private static final Tenant ACME = MemoryTenants.acme(1);

    private final MemoryLedger ledger = new MemoryLedger();
    private final MemorySwitches switches = new MemorySwitches();
    private final MemoryScopes scopes = new MemoryScopes();
    private final ScriptedPortal portal = new ScriptedPortal();
    private final EchoPlugin code = new EchoPlugin();
    private final Plugin echo = TestPlugins.plugin("echo", code);
    private PluginSet plugins = TestPlugins.set(echo);
    private Set<String> brings = Set.of();

    @Test
    void waitsForThePortalUntilItHasAnswered() {
        assertThat(stand("a")).isEqualTo(new Stand.Waiting());

        reconcile();

        assertThat(stand("a")).isEqualTo(new Stand.There(CHANGED));
        assertThat(report().state()).isEqualTo(State.LOADED);
    }

    @Test
    void namesTheScopesThatThePluginLacks() {
        scopes.refused(ACME, "echo", "user", "user.get");
        scopes.refused(ACME, "other", "crm", "crm.lead.get");

        assertThat(report().scopes()).containsExactly("user");
    }

    @Test
    void waitsAgainWhenTheWishChanged() {
        reconcile();

        code.text = "/help me";

        assertThat(stand("a")).isEqualTo(new Stand.Waiting());
    }

    @Test
    void namesTheCodeOfARefusalUntilTheWishChanges() {
        portal.answer("register imbot.app:echo/a", new Answer.Refused("PARAMS_ERROR"));
        reconcile();
        assertThat(stand("a")).isEqualTo(new Stand.Refused("PARAMS_ERROR", CHANGED));
        assertThat(stand("b")).isEqualTo(new Stand.There(CHANGED));

        code.text = "/help me";

        assertThat(stand("a")).isEqualTo(new Stand.Waiting());
    }

    @Test
    void blamesTheBotWhereThePortalDoesNotWantIt() {
        portal.answer("register imbot:echo/bot", new Answer.Refused("MAX_COUNT_ERROR"));

        reconcile();

        assertThat(stand("a")).isEqualTo(new Stand.BotRefused("MAX_COUNT_ERROR", CHANGED));
    }

    @Test
    void tellsOfADisabledAppUntilItIsGoneAndAfter() {
        reconcile();

        switches.set(ACME.id(), "echo", "a", false, "test");
        assertThat(app("a").wanted()).isFalse();
        assertThat(stand("a")).isEqualTo(new Stand.Leaving());
        reconcile();

        assertThat(stand("a")).isEqualTo(new Stand.Absent());
        assertThat(stand("b")).isEqualTo(new Stand.There(CHANGED));
    }

    @Test
    void tellsOfAnAppThatIsNotOfferedAnyMoreByTheTitleItHad() {
        reconcile();

        code.codes = List.of("b");

        assertThat(app("a").offer()).isEmpty();
        assertThat(app("a").titles()).containsEntry("en", "a");
        assertThat(stand("a")).isEqualTo(new Stand.Leaving());
    }

    @Test
    void keepsWhatAFailingPluginHas() {
        reconcile();

        code.fails = true;

        assertThat(report().state()).isEqualTo(State.FAILED);
        assertThat(stand("a")).isEqualTo(new Stand.There(CHANGED));
    }

    @Test
    void takesAPluginForFailedWhoseJarCannotBeUsed() {
        reconcile();

        plugins = new PluginSet(
                Map.of(), List.of(new PluginSet.Failure("echo.jar", Optional.of("echo"), "has no extension")));

        assertThat(report().state()).isEqualTo(State.FAILED);
        assertThat(report().plugin()).isEmpty();
        assertThat(stand("a")).isEqualTo(new Stand.There(CHANGED));
    }

    @Test
    void tellsOfAPluginThatTheApplicationDoesNotBringOnlyWhileItHasSomethingThere() {
        reconcile();
        brings = Set.of("call");

        assertThat(report().state()).isEqualTo(State.NOT_BROUGHT);
        assertThat(stand("a")).isEqualTo(new Stand.Leaving());
        reconcile();

        assertThat(overview().of(ACME)).isEmpty();
        assertThat(overview().of(ACME, "echo")).isEmpty();
    }

    private PluginReport report() {
        return overview().of(ACME, "echo").orElseThrow();
    }

    private PluginReport.App app(String app) {
        return report().apps().stream()
                .filter(one -> one.code().equals(app))
                .findFirst()
                .orElseThrow();
    }

    private Stand stand(String app) {
        return app(app).stand();
    }

    private Overview overview() {
        return new Overview(wishing(), () -> plugins, new MemorySettings(), switches, ledger, scopes);
    }

    private Wishing wishing() {
        var naming = new Wishing.Naming("https://bots.test", "pb_", new BotProfile("Apps", "", BotProfile.Color.AZURE));
        var application = new Application("app", "c", Secret.of("s"), Application.Kind.LOCAL, brings);
        return new Wishing(
                Map.of("app", application),
                () -> plugins,
                new Offers(TestPlugins.waiting()),
                new MemorySettings(),
                switches,
                () -> naming);
    }

    private void reconcile() {
        var metrics = new RegistryMetrics(new SimpleMeterRegistry(), () -> plugins);
        var tenants = new MemoryTenants().with(ACME);
        var plans = new Plans(wishing(), ledger, portal.surfaces());
        new Reconciler(tenants, plans, Brakes.NONE, ledger, portal, portal.surfaces(), metrics)
                .reconcile(new Claim(ACME.id(), 1, 1, 0));
    }
}
