package io.portalbots.registry;

import io.portalbots.plan.Registration;
import io.portalbots.plan.Registration.Retirement;
import io.portalbots.plan.Registration.Slot;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.tenant.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The ledger of one tenant, kept in memory. */
public final class MemoryLedger implements RegistrationStore {

    public static final Instant CHANGED = Instant.parse("2026-11-22T12:00:00Z");

    private final Map<Slot, Registration> lines = new TreeMap<>();

    /** How often something was written. */
    public int writes;
    /** Whether every claim has passed to somebody else. */
    public boolean isStale;

    public Registration line(String surface, String code) {
        return lines.values().stream()
                .filter(line -> line.key().surface().equals(surface)
                        && line.key().code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    public List<String> keys() {
        return lines.keySet().stream().map(slot -> slot.key().toString()).toList();
    }

    /** What is known of an app, by its revisions. */
    public List<Registration> revisions(String code) {
        return lines.values().stream()
                .filter(line -> line.key().code().equals(code))
                .toList();
    }

    @Override
    public List<Registration> registrations(Tenant tenant) {
        return List.copyOf(lines.values());
    }

    @Override
    public List<Line> lines(Tenant tenant) {
        return lines.values().stream().map(line -> new Line(line, CHANGED)).toList();
    }

    @Override
    public void write(Claim claim, Tenant tenant, List<Entry> entries) {
        if (isStale) {
            throw new StaleClaimException(claim);
        }
        writes++;
        for (var entry : entries) {
            switch (entry) {
                case Entry.Save save -> lines.merge(save.slot(), save.line(), MemoryLedger::retiredAsBefore);
                case Entry.Retire retire ->
                    lines.computeIfPresent(retire.slot(), (slot, line) -> retired(line, CHANGED.plus(retire.kept())));
                case Entry.Strike strike -> lines.remove(strike.slot());
            }
        }
    }

    private static Registration retiredAsBefore(Registration before, Registration now) {
        return before.retirement().map(kept -> retired(now, kept.until())).orElse(now);
    }

    private static Registration retired(Registration line, Instant until) {
        return new Registration(
                line.key(),
                line.revision(),
                line.owner(),
                line.id(),
                line.fields(),
                line.refusal(),
                line.doubt(),
                Optional.of(new Retirement(until, false)));
    }

    @Override
    public void forgetBot(Tenant tenant, long botId) {
        throw new UnsupportedOperationException("the reconciler does not ask for this");
    }

    @Override
    public void handlersDropped(Tenant tenant) {
        throw new UnsupportedOperationException("the reconciler does not ask for this");
    }

    @Override
    public Totals totals() {
        throw new UnsupportedOperationException("the reconciler does not ask for this");
    }
}
