package io.portalbots.registry.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.plan.Key;
import io.portalbots.plan.Wishes;
import io.portalbots.plugin.Offers;
import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.registry.Brakes;
import io.portalbots.registry.EchoPlugin;
import io.portalbots.registry.MemoryLedger;
import io.portalbots.registry.Plans;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.Reconciler;
import io.portalbots.registry.RegistryMetrics;
import io.portalbots.registry.Scope;
import io.portalbots.registry.ScriptedPortal;
import io.portalbots.registry.Wishing;
import io.portalbots.registry.apply.PlanRun.Outcome;
import io.portalbots.registry.apply.PlanRun.Phase;
import io.portalbots.registry.apply.PlanRun.Progress;
import io.portalbots.registry.apply.PlanRuns.NotNowException;
import io.portalbots.spi.BotProfile;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Audit;
import io.portalbots.tenant.MemorySettings;
import io.portalbots.tenant.MemorySwitches;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Plans that are applied while things change. */
class PlanRunsTest {

    private final Tenant acme = MemoryTenants.acme(1);
    private final MemoryTenants tenants = new MemoryTenants().with(acme);
    private final MemoryLedger ledger = new MemoryLedger();
    private final ScriptedPortal portal = new ScriptedPortal();
    private final EchoPlugin code = new EchoPlugin();
    private final PluginSet plugins = TestPlugins.set(TestPlugins.plugin("echo", code));
    private final Plans plans = new Plans(wishing(), ledger, portal.surfaces());
    private final List<String> approved = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final List<TenantId> changed = new ArrayList<>();
    private Brakes brakes = Brakes.NONE;
    private Runnable meanwhile = () -> {};
    private Executor behind = Runnable::run;
    private boolean taken;

    private Wishing wishing() {
        var naming = new Wishing.Naming("https://bots.test", "pb_", new BotProfile("Apps", "", BotProfile.Color.AZURE));
        var application = new Application("app", "c", Secret.of("s"), Application.Kind.LOCAL, Set.of());
        return new Wishing(
                Map.of("app", application),
                () -> plugins,
                new Offers(TestPlugins.waiting()),
                new MemorySettings(),
                new MemorySwitches(),
                () -> naming);
    }

    private FleetPlans fleet() {
        return new FleetPlans(
                tenants,
                plans,
                (tenant, wishes, known) -> brakes.on(tenant, wishes, known),
                any -> true,
                () -> plugins,
                Crew.ALONE,
                10);
    }

    /** Something happens after a plan was found to be the same, and before its tenants are worked at. */
    private final class Late implements Crew {
        @Override
        public <T, R> List<R> all(List<T> things, Function<T, R> work) {
            meanwhile.run();
            return things.stream().map(work).toList();
        }
    }

    private final class Claims implements TenantClaims {
        @Override
        public Optional<Claim> take(TenantId tenant, Duration limit) {
            return taken ? Optional.empty() : Optional.of(new Claim(tenant, 1, 1, 0));
        }

        @Override
        public void release(Claim claim) {}
    }

    private PlanRuns runs(FleetPlans fleet) {
        var metrics = new RegistryMetrics(new SimpleMeterRegistry(), () -> plugins);
        return new PlanRuns(
                fleet,
                tenants,
                new Reconciler(tenants, plans, Brakes.NONE, ledger, portal, portal.surfaces(), metrics),
                ledger,
                new Turns(new Claims(), pause -> {}),
                (plan, reason) -> approved.add(reason),
                line -> said.add(line.kind() + " " + line.who() + " " + line.said()),
                changed::add,
                new Late(),
                behind);
    }

    private String planned() {
        return fleet().make(Scope.ALL, FleetPlans.Watch.NOBODY).name();
    }

    private Progress applied(String plan) {
        return runs(fleet()).begin(plan, Scope.ALL).progress();
    }

    @Test
    void doesWhatIsPlannedAndWritesThatDown() {
        var end = applied(planned());

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.outcomes()).containsExactly(Map.entry(Outcome.APPLIED, 1L));
        assertThat(ledger.keys()).contains("imbot.app:echo/a", "imbot.app:echo/b");
        assertThat(said)
                .hasSize(2)
                .allMatch(line -> line.startsWith(Audit.Kind.PLAN_APPLIED + " operator plan "))
                .last()
                .asString()
                .endsWith("of 1 tenants 1 applied");
        assertThat(approved).isEmpty();
    }

    @Test
    void leavesATenantAloneForWhichSomethingElseIsToBeDoneOnceItsTurnComes() {
        meanwhile = () -> code.codes = List.of("a", "c");

        var end = applied(planned());

        assertThat(end.of(Outcome.CHANGED)).isEqualTo(1);
        assertThat(end.failures())
                .singleElement()
                .satisfies(one -> assertThat(one.why()).isEqualTo("there is something else to do by now"));
        assertThat(portal.calls()).isEmpty();
        assertThat(ledger.writes).isZero();
    }

    @Test
    void findsDoneWhatSomebodyElseDid() {
        var plan = planned();
        meanwhile = () -> {
            meanwhile = () -> {};
            applied(plan);
        };
        var first = applied(plan);

        assertThat(first.of(Outcome.ALREADY)).isEqualTo(1);
        assertThat(ledger.keys()).contains("imbot.app:echo/a");
    }

    @Test
    void approvesWhatIsHeldBackAndDoesIt() {
        brakes = (tenant, wishes, known) -> new Wishes(List.of(), Set.of("echo", Key.SHARED));
        var plan = fleet().make(Scope.ALL, FleetPlans.Watch.NOBODY);
        meanwhile = () -> brakes = Brakes.NONE;

        assertThat(plan.held()).isPositive();
        assertThat(plan.groups().get(0).lines()).anyMatch(FleetPlan.Line::held);
        var end = applied(plan.name());

        assertThat(approved).containsExactly("plan " + plan.name() + " is applied");
        assertThat(end.of(Outcome.APPLIED)).isEqualTo(1);
        assertThat(ledger.keys()).contains("imbot.app:echo/a");
    }

    @Test
    void givesUpOnATenantThatOthersWorkAtAllTheTime() {
        taken = true;

        var end = applied(planned());

        assertThat(end.of(Outcome.FAILED)).isEqualTo(1);
        assertThat(end.failures().get(0).why()).isEqualTo("others worked at it all the time");
        assertThat(changed).containsExactly(acme.id());
    }

    @Test
    void appliesOnePlanAtATime() {
        behind = never -> {};
        var runs = runs(fleet());
        var run = runs.begin("0123456789ab", Scope.ALL);

        assertThatThrownBy(() -> runs.begin("0123456789ab", Scope.ALL))
                .isInstanceOf(NotNowException.class)
                .hasMessage("plan 0123456789ab is being applied; wait until that is done");
        assertThat(runs.find(run.id())).contains(run);
    }
}
