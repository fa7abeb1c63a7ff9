package io.portalbots.registry.apply;

import io.portalbots.registry.Preview;
import io.portalbots.registry.ReconcileQueue;
import io.portalbots.registry.Reconciler;
import io.portalbots.registry.RegistrationStore;
import io.portalbots.registry.RegistrationStore.StaleClaimException;
import io.portalbots.registry.Scope;
import io.portalbots.registry.apply.PlanRun.Failure;
import io.portalbots.registry.apply.PlanRun.Outcome;
import io.portalbots.registry.apply.PlanRun.Phase;
import io.portalbots.tenant.Audit;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantStore;
import io.portalbots.tenant.TenantUnavailableException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies plans that operators name: exactly what was planned, or nothing. For each tenant it is planned once more under
 * the same claim that the registry's own work takes; if that is something else by then, the tenant is left alone.
 */
public final class PlanRuns {

    private static final Logger LOG = LoggerFactory.getLogger(PlanRuns.class);

    /** Longer than any claim lasts. */
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private static final int KEPT = 20;

    private final FleetPlans plans;
    private final TenantStore tenants;
    private final Reconciler reconciler;
    private final RegistrationStore ledger;
    private final Turns turns;
    private final Approval approval;
    private final Audit audit;
    private final Consumer<TenantId> changed;
    private final Crew crew;
    private final Executor behind;
    private final Map<String, PlanRun> runs = new LinkedHashMap<>();

    /** Lets go what is held back, because an operator applies a plan that has it. */
    public interface Approval {

        /** For brakes that hold nothing. */
        Approval NONE = (plan, reason) -> {};

        /** Approves what {@code plan} has that is held. */
        void approve(FleetPlan plan, String reason);
    }

    /** Another plan is being applied. */
    public static final class NotNowException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotNowException(String message) {
            super(message);
        }
    }

    /**
     * @param changed is told of tenants that have to be looked at again
     * @param behind runs what goes on after {@link #begin}
     */
    public PlanRuns(
            FleetPlans plans,
            TenantStore tenants,
            Reconciler reconciler,
            RegistrationStore ledger,
            Turns turns,
            Approval approval,
            Audit audit,
            Consumer<TenantId> changed,
            Crew crew,
            Executor behind) {
        this.plans = plans;
        this.tenants = tenants;
        this.reconciler = reconciler;
        this.ledger = ledger;
        this.turns = turns;
        this.approval = approval;
        this.audit = audit;
        this.changed = changed;
        this.crew = crew;
        this.behind = behind;
    }

    /**
     * Begins to apply a plan, which goes on behind this call.
     *
     * @throws NotNowException while another one is applied here
     */
    public PlanRun begin(String plan, Scope scope) {
        var run = added(new PlanRun(UUID.randomUUID().toString().substring(0, 8), plan, scope));
        behind.execute(() -> run(run));
        return run;
    }

    private PlanRun added(PlanRun run) {
        synchronized (runs) {
            runs.values().stream()
                    .filter(other -> !other.progress().over())
                    .findFirst()
                    .ifPresent(other -> {
                        throw new NotNowException(
                                "plan " + other.plan() + " is being applied; wait until that is done");
                    });
            runs.put(run.id(), run);
            if (runs.size() > KEPT) {
                runs.remove(runs.keySet().iterator().next());
            }
        }
        return run;
    }

    public Optional<PlanRun> find(String id) {
        synchronized (runs) {
            return Optional.ofNullable(runs.get(id));
        }
    }

    private void run(PlanRun run) {
        try {
            var now = plans.make(run.scope(), run.watch());
            if (!now.name().equals(run.plan())) {
                run.changed(now, differs(run, now));
            } else {
                apply(run, now);
            }
        } catch (FleetPlans.NoPluginException e) {
            run.over(Phase.FAILED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("plan", run.plan()).setCause(e).log("applying was broken off");
            run.over(Phase.FAILED, "broken off, plan again: " + e.getMessage());
        }
    }

    private List<String> differs(PlanRun run, FleetPlan now) {
        if (now.isEmpty()) {
            return List.of("nothing to do: every portal has what it should");
        }
        return plans.made(run.plan())
                .map(before -> Difference.between(before, now))
                .orElseGet(
                        () -> List.of("plan " + run.plan() + " was not made here with the same --tenant and --plugin,"
                                + " or the platform was started since"));
    }

    private void apply(PlanRun run, FleetPlan plan) {
        note(run, plan.touched() + " tenants, steps " + plan.steps() + ", " + plan.held() + " of them held back");
        if (plan.held() > 0) {
            approval.approve(plan, "plan " + plan.name() + " is applied");
        }
        run.applying();
        crew.all(run.tenants(), tenant -> {
            apply(run, tenant);
            return true;
        });
        var end = run.progress();
        var counts = end.outcomes().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        note(run, "of " + end.total() + " tenants " + counts);
        run.over(Phase.DONE, "");
    }

    private void note(PlanRun run, String said) {
        var about = run.scope().tenant().map(TenantId::toString).orElse("");
        audit.note(new Audit.Line(Audit.Kind.PLAN_APPLIED, about, "operator", "plan " + run.plan() + ": " + said));
    }

    private void apply(PlanRun run, TenantId id) {
        try {
            var worked = turns.work(id, PATIENCE, claim -> {
                apply(run, id, claim);
                return true;
            });
            if (worked.isEmpty()) {
                failed(run, id, "others worked at it all the time");
            }
        } catch (PortalUnavailableException | TenantUnavailableException | StaleClaimException e) {
            failed(run, id, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("tenant", id).setCause(e).log("applying failed");
            failed(run, id, "failed: " + e);
        }
    }

    /** Where something went wrong the registry goes on, as it does after its own failures. */
    private void failed(PlanRun run, TenantId id, String why) {
        var domain = tenants.find(id).map(Tenant::domain).orElse("");
        run.failed(Outcome.FAILED, new Failure(id.toString(), domain, why));
        changed.accept(id);
    }

    private void apply(PlanRun run, TenantId id, ReconcileQueue.Claim claim) {
        var tenant = tenants.find(id).filter(Tenant::active);
        if (tenant.isEmpty()) {
            run.failed(Outcome.CHANGED, new Failure(id.toString(), "", "it is not active any more"));
            return;
        }
        var preview = plans.preview(tenant.get(), run.scope());
        if (preview.steps().isEmpty()) {
            run.became(Outcome.ALREADY, 0);
        } else if (run.isAsPlanned(preview)) {
            var lost = reconciler.carryOut(claim, tenant.get(), preview.plan());
            run.became(Outcome.APPLIED, refusals(tenant.get(), preview));
            if (lost) {
                changed.accept(id);
            }
        } else {
            run.failed(
                    Outcome.CHANGED,
                    new Failure(id.toString(), tenant.get().domain(), "there is something else to do by now"));
        }
    }

    private long refusals(Tenant tenant, Preview preview) {
        var slots = preview.steps().stream().map(step -> step.slot()).collect(Collectors.toSet());
        return ledger.registrations(tenant).stream()
                .filter(line -> slots.contains(line.slot()))
                .filter(line -> line.refusal().isPresent() || line.doubt().isPresent())
                .count();
    }
}
