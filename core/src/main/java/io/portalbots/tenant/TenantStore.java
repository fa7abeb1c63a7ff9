package io.portalbots.tenant;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps tenants and their tokens. Every write names the generation it is about and does nothing if that has passed.
 * Methods block.
 */
public interface TenantStore {

    Optional<Tenant> find(TenantId id);

    /** Tenants whose id or domain is {@code selector} or begins with it, or whose member id does; at most 10. */
    List<Tenant> matching(String selector);

    /** How many tenants there are by the word of their state. */
    Map<String, Long> countByState();

    /** What an installation proved, for {@link #install}. */
    record Installation(TenantId id, URI endpoint, String language, Secret applicationToken, Tokens tokens) {}

    /**
     * Makes the tenant active with these tokens, in a new generation. What older generations registered on the portal
     * is forgotten, settings stay.
     */
    Tenant install(Installation installation);

    /** Whether {@code applicationToken} is the one of the tenant's last installation; in constant time. */
    boolean recognises(TenantId id, Secret applicationToken);

    Optional<Tokens> tokens(Tenant tenant);

    /**
     * Claims the right to refresh these tokens.
     *
     * @return false if another holds it, until it stores new tokens or {@code claim} is over, or newer tokens are there
     */
    boolean claimRefresh(Tenant tenant, Tokens stale, Duration claim);

    /** Stores the pair that followed {@code stale}; false if another pair did. Ends the claim. */
    boolean saveTokens(Tenant tenant, Tokens stale, Tokens fresh, URI endpoint);

    /** Gives the claim back without new tokens. */
    void releaseRefresh(Tenant tenant, Tokens stale);

    /**
     * Moves the tenant to {@code state}. A removed one loses its tokens and what it had registered, and stays removed
     * until it is installed anew, whatever a call that was under way learns meanwhile.
     */
    void move(Tenant tenant, TenantState state);
}
