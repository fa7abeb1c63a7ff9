package io.portalbots.tenant;

/** Where a call to a portal gets its access token. */
public interface TokenSource {

    /**
     * Tokens that work as far as we know; refreshed first if their hour is over.
     *
     * @throws TenantUnavailableException if the tenant cannot be called now
     */
    Tokens current(Tenant tenant);

    /**
     * Tokens newer than {@code stale}, which the portal refused. However many ask at once, in however many
     * processes, one refresh is made.
     *
     * @throws TenantUnavailableException if the tenant cannot be called now
     */
    Tokens renew(Tenant tenant, Tokens stale);
}
