package io.portalbots.tenant;

import io.portalbots.tenant.ClaimStore.Pending;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tenants kept in memory, for tests that only look them up and move them. */
public final class MemoryTenants implements TenantStore {

    private final Map<TenantId, Tenant> tenants = new HashMap<>();

    /** An active tenant {@code acme} of the application {@code app}. */
    public static Tenant acme(int generation) {
        return new Tenant(
                new TenantId("app", "5f0e1d2c3b4a59687786a5b4c3d2e1f0"),
                generation,
                new TenantState.Active(),
                URI.create("https://acme.bitrix24.test/rest/"),
                "en");
    }

    public MemoryTenants with(Tenant tenant) {
        tenants.put(tenant.id(), tenant);
        return this;
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return Optional.ofNullable(tenants.get(id));
    }

    @Override
    public List<Tenant> matching(String selector) {
        return tenants.values().stream()
                .filter(tenant -> tenant.domain().startsWith(selector)
                        || tenant.id().toString().startsWith(selector))
                .toList();
    }

    @Override
    public List<Tenant> page(String state, String after, int most) {
        return List.copyOf(tenants.values());
    }

    @Override
    public Map<String, Long> countByState() {
        return tenants.values().stream()
                .collect(Collectors.groupingBy(tenant -> tenant.state().word(), Collectors.counting()));
    }

    @Override
    public Optional<Tenant> install(Proof proof, boolean anew, Pending claim) {
        throw new UnsupportedOperationException("installations are tested with the real store");
    }

    @Override
    public boolean recognises(TenantId id, Secret applicationToken) {
        return false;
    }

    @Override
    public Set<Long> bots(Tenant tenant) {
        return Set.of();
    }

    @Override
    public Tenant move(Tenant tenant, TenantState.News news) {
        var moved = tenant.in(tenant.state().after(news));
        with(moved);
        return moved;
    }

    @Override
    public void probeSoon(Tenant tenant) {}

    @Override
    public List<Probe> probes(int most, Duration lease) {
        return List.of();
    }

    @Override
    public void probeAgain(Tenant tenant, Duration delay) {}

    @Override
    public void clean(Tenant tenant) {}

    @Override
    public void cleanRemoved(Duration ago) {}
}
