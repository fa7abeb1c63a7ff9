package io.portalbots.registry;

import io.portalbots.plan.Key;
import io.portalbots.plan.Registration;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.tenant.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ledger of one tenant, kept in memory. */
final class MemoryLedger implements RegistrationStore {

    static final Instant CHANGED = Instant.parse("2026-11-22T12:00:00Z");

    private final Map<Key, Registration> lines = new TreeMap<>();

    Registration line(String surface, String code) {
        return lines.values().stream()
                .filter(line -> line.key().surface().equals(surface)
                        && line.key().code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    List<String> keys() {
        return lines.keySet().stream().map(Key::toString).toList();
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
    public void save(Claim claim, Tenant tenant, Registration registration) {
        lines.put(registration.key(), registration);
    }

    @Override
    public void forget(Claim claim, Tenant tenant, Key key) {
        lines.remove(key);
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
