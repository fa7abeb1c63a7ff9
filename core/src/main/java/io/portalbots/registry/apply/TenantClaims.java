package io.portalbots.registry.apply;

import io.portalbots.registry.ReconcileQueue;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.tenant.TenantId;
import java.time.Duration;
import java.util.Optional;

/** Claims of tenants that an operator names, among those of {@link ReconcileQueue}. Methods block. */
public interface TenantClaims {

    /** The right to work at a tenant for a while, whether it is due or not; empty if another has it. */
    Optional<Claim> take(TenantId tenant, Duration limit);

    /** Ends a claim, and leaves it as it is whether the tenant is due. */
    void release(Claim claim);
}
