package io.portalbots.tenant;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the chains of tokens of tenants, each with a version that fences its writes. A chain belongs to the generation it
 * was proven in; those of older ones are gone. Times are the store's. Methods block.
 */
public interface ChainStore {

    /** All chains of the tenant, for people to look at. */
    List<Chain> chains(Tenant tenant);

    /** The tokens to call with: of the live chains one whose access token is fresh, people's before bots'. */
    Optional<Tokens> best(Tenant tenant);

    /** The tokens of a chain, if it is live. */
    Optional<Tokens> live(Tenant tenant, long holder);

    /** Adds a chain, or replaces the one of the same holder. */
    void add(Tenant tenant, Chain.Role role, Tokens tokens);

    /**
     * Writes down that these tokens are about to be refreshed.
     *
     * @return false if another intends to, until it saves new tokens or {@code lease} is over, or newer tokens are there
     */
    boolean intend(Tenant tenant, Tokens stale, Duration lease);

    /**
     * Stores the pair that followed version {@code stale}, and ends the intent. A chain that was retired meanwhile lives
     * again: whoever gave it up did not know of this pair.
     *
     * @param endpoint of the portal's REST methods, as the authorization server names it now
     * @return false if another pair followed that version, or the generation has passed; then nothing is written
     */
    boolean save(Tenant tenant, long stale, Tokens fresh, URI endpoint);

    /** Takes the intent back without new tokens. */
    void release(Tenant tenant, Tokens stale);

    /**
     * Gives a chain up, unless it has newer tokens.
     *
     * @return how many chains of the tenant live on
     */
    int retire(Tenant tenant, Tokens dead, String why);

    /** Chains of active tenants that were not refreshed for {@code idle}, the longest first. */
    List<Idle> idle(Duration idle, int most);

    /** A chain that will die if it is not used. */
    record Idle(TenantId tenant, long holder) {}
}
