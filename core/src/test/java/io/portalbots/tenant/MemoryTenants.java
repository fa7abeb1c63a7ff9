package io.portalbots.tenant;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tenants kept in memory. */
public final class MemoryTenants implements TenantStore {

    private final Map<TenantId, Tenant> tenants = new HashMap<>();
    private final Map<TenantId, Tokens> tokens = new HashMap<>();
    private final Map<TenantId, Secret> applicationTokens = new HashMap<>();
    private boolean claimed;

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
    public Map<String, Long> countByState() {
        return tenants.values().stream()
                .collect(Collectors.groupingBy(tenant -> tenant.state().word(), Collectors.counting()));
    }

    @Override
    public Tenant install(Installation installation) {
        var id = installation.id();
        var generation = find(id).map(Tenant::generation).orElse(0) + 1;
        with(new Tenant(id, generation, new TenantState.Active(), installation.endpoint(), installation.language()));
        tokens.put(id, installation.tokens());
        applicationTokens.put(id, installation.applicationToken());
        return find(id).orElseThrow();
    }

    @Override
    public boolean recognises(TenantId id, Secret applicationToken) {
        return Optional.ofNullable(applicationTokens.get(id))
                .filter(applicationToken::equals)
                .isPresent();
    }

    @Override
    public Optional<Tokens> tokens(Tenant tenant) {
        return Optional.ofNullable(tokens.get(tenant.id()));
    }

    @Override
    public boolean claimRefresh(Tenant tenant, Tokens stale, Duration claim) {
        var free = !claimed;
        claimed = true;
        return free;
    }

    @Override
    public boolean saveTokens(Tenant tenant, Tokens stale, Tokens fresh, URI endpoint) {
        claimed = false;
        tokens.put(tenant.id(), fresh);
        return true;
    }

    @Override
    public void releaseRefresh(Tenant tenant, Tokens stale) {
        claimed = false;
    }

    @Override
    public void move(Tenant tenant, TenantState state) {
        if (find(tenant.id())
                .filter(known -> known.state() instanceof TenantState.Removed)
                .isPresent()) {
            return;
        }
        with(new Tenant(tenant.id(), tenant.generation(), state, tenant.endpoint(), tenant.language()));
        if (state instanceof TenantState.Removed) {
            tokens.remove(tenant.id());
        }
    }
}
