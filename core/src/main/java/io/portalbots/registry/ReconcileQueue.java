package io.portalbots.registry;

import io.portalbots.tenant.TenantId;
import java.time.Duration;
import java.util.List;

/**
 * Which tenants have to be looked at. Shared by all processes on one database: a tenant is claimed by one of them at a
 * time. Methods block.
 */
public interface ReconcileQueue {

    /**
     * The right to reconcile a tenant for a while.
     *
     * @param fence grows with every claim of the tenant; a write that carries a passed one does nothing
     * @param asked tells whether the tenant became due again meanwhile
     * @param attempt how many claims in a row failed before
     */
    record Claim(TenantId tenant, long fence, long asked, int attempt) {}

    /** Makes the tenant due now. */
    void due(TenantId tenant);

    /** Makes all active tenants due now. */
    void allDue();

    /** Claims tenants that are due, the longest waiting first. */
    List<Claim> claim(int most, Duration limit);

    /** Ends a claim; the tenant is not due any more, unless that was said meanwhile. */
    void done(Claim claim);

    /** Ends a claim that came to nothing; the tenant is due again after {@code delay}. */
    void retry(Claim claim, Duration delay, String reason);

    /** How many tenants are due, now or after a delay. */
    long pending();
}
