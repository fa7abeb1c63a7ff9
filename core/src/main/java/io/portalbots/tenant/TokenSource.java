package io.portalbots.tenant;

/** Where a call to a portal gets its access token. Methods block. */
public interface TokenSource {

    /**
     * Tokens that work as far as we know, of the best chain there is; refreshed first if their hour is over.
     *
     * @throws TenantUnavailableException if the tenant cannot be called now
     * @throws PortalUnavailableException if the authorization server does not answer
     */
    Tokens current(Tenant tenant);

    /**
     * Tokens newer than {@code stale}, which the portal refused: of the same chain or, if that is dead, of another.
     * However many ask at once, in however many processes, one refresh is made.
     *
     * @throws TenantUnavailableException if the tenant cannot be called now
     * @throws PortalUnavailableException if the authorization server does not answer
     */
    Tokens renew(Tenant tenant, Tokens stale);

    /**
     * Tokens of another chain than {@code refused}, whose holder the portal does not let in any more; that chain is given
     * up.
     *
     * @param why as the portal said
     * @throws TenantUnavailableException if there is no other
     * @throws PortalUnavailableException if the authorization server does not answer
     */
    Tokens instead(Tenant tenant, Tokens refused, String why);
}
