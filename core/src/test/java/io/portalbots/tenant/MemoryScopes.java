package io.portalbots.tenant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Missing scopes, kept in memory, the same for every tenant. */
public final class MemoryScopes implements MissingScopes {

    private final List<Missing> missing = new ArrayList<>();

    @Override
    public void refused(Tenant tenant, String plugin, String scope, String method) {
        granted(tenant, plugin, scope);
        missing.add(new Missing(plugin, scope, method, Instant.EPOCH));
    }

    @Override
    public void granted(Tenant tenant, String plugin, String scope) {
        missing.removeIf(one -> one.plugin().equals(plugin) && one.scope().equals(scope));
    }

    @Override
    public List<Missing> of(Tenant tenant) {
        return List.copyOf(missing);
    }
}
