package io.portalbots.registry;

import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantUnavailableException;
import java.util.List;

/** Carries calls to the portals of tenants. Methods block. */
public interface Portal {

    /** How many calls a portal takes in one request. */
    int MOST = 50;

    /**
     * Makes the calls in their order, in one request. One that fails does not keep the others from being made; one that
     * refers to the result of a failed one fails too.
     *
     * @param calls at least one, and at most {@link #MOST}
     * @return the outcome of each, in the same order
     * @throws PortalUnavailableException if there is no answer at all, so that nothing is known of any of them
     * @throws TenantUnavailableException if the tenant's tokens are lost, or the portal bars us
     */
    List<Outcome> call(Tenant tenant, List<Call> calls);
}
