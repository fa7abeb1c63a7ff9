package io.portalbots.registry.apply;

import io.portalbots.registry.Preview;
import io.portalbots.registry.Scope;
import io.portalbots.registry.apply.FleetPlans.Watch;
import io.portalbots.tenant.TenantId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan that is being applied, and how far that is. Safe for several threads. */
public final class PlanRun {

    private static final int FAILURES = 50;

    private final String id;
    private final String plan;
    private final Scope scope;
    private final Map<TenantId, String> imprints = new LinkedHashMap<>();
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final List<Failure> failures = new ArrayList<>();
    private Phase phase = Phase.PLANNING;
    private long looked;
    private long refused;
    private String said = "";
    private List<String> difference = List.of();
    private Optional<String> now = Optional.empty();

    /** Where it is. */
    public enum Phase {
        /** It is planned anew, to see whether it is still the same. */
        PLANNING,
        APPLYING,
        /** Everything was tried. */
        DONE,
        /** Nothing was done, because there is something else to do by now. */
        CHANGED,
        FAILED
    }

    /** What became of one tenant. */
    public enum Outcome {
        /** What was planned was carried out. */
        APPLIED,
        /** Somebody else did it meanwhile. */
        ALREADY,
        /** There was something else to do by then; nothing was done. */
        CHANGED,
        FAILED
    }

    /** A tenant for which not everything was done. */
    public record Failure(String tenant, String domain, String why) {}

    /**
     * How far it is.
     *
     * @param looked how many tenants were looked at, while it is planned
     * @param total how many tenants there is something to do for
     * @param refused how many things portals refused, or are in doubt
     * @param difference what is other than it was, and {@code now} the plan of that
     */
    public record Progress(
            Phase phase,
            long looked,
            long total,
            Map<Outcome, Long> outcomes,
            long refused,
            List<Failure> failures,
            List<String> difference,
            Optional<String> now,
            String said) {

        public long of(Outcome outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }

        public long done() {
            return outcomes.values().stream().mapToLong(Long::longValue).sum();
        }

        public boolean over() {
            return phase != Phase.PLANNING && phase != Phase.APPLYING;
        }
    }

    PlanRun(String id, String plan, Scope scope) {
        this.id = id;
        this.plan = plan;
        this.scope = scope;
    }

    public String id() {
        return id;
    }

    public String plan() {
        return plan;
    }

    Scope scope() {
        return scope;
    }

    public synchronized Progress progress() {
        return new Progress(
                phase,
                looked,
                imprints.size(),
                Map.copyOf(outcomes),
                refused,
                List.copyOf(failures),
                difference,
                now,
                said);
    }

    Watch watch() {
        return new Watch() {
            @Override
            public void touched(Preview preview) {
                planned(preview);
            }

            @Override
            public void looked(long tenants) {
                at(tenants);
            }
        };
    }

    private synchronized void planned(Preview preview) {
        imprints.put(preview.tenant().id(), preview.imprint());
    }

    private synchronized void at(long tenants) {
        looked = tenants;
    }

    /** Those there is something to do for. */
    synchronized List<TenantId> tenants() {
        return List.copyOf(imprints.keySet());
    }

    synchronized boolean isAsPlanned(Preview preview) {
        return preview.imprint().equals(imprints.get(preview.tenant().id()));
    }

    synchronized void applying() {
        phase = Phase.APPLYING;
    }

    synchronized void became(Outcome outcome, long refusals) {
        outcomes.merge(outcome, 1L, Long::sum);
        refused += refusals;
    }

    synchronized void failed(Outcome outcome, Failure failure) {
        outcomes.merge(outcome, 1L, Long::sum);
        if (failures.size() < FAILURES) {
            failures.add(failure);
        }
    }

    synchronized void over(Phase end, String words) {
        phase = end;
        said = words;
    }

    synchronized void changed(FleetPlan other, List<String> differs) {
        now = Optional.of(other.name());
        difference = List.copyOf(differs);
        over(Phase.CHANGED, "there is something else to do by now, so nothing was done");
    }
}
