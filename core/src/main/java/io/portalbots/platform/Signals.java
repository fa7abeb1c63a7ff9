package io.portalbots.platform;

import io.portalbots.tenant.TenantId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Says where to look, never what to do. A signal that is lost, doubled or late does no harm: the periodic look heals
 * it.
 */
final class Signals {

    private final List<Consumer<TenantId>> tenants = new CopyOnWriteArrayList<>();

    void onTenantChanged(Consumer<TenantId> listener) {
        tenants.add(listener);
    }

    void tenantChanged(TenantId tenant) {
        tenants.forEach(listener -> listener.accept(tenant));
    }
}
