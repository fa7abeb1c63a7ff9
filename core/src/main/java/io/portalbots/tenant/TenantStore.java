package io.portalbots.tenant;

import io.portalbots.tenant.AuthorizationServer.Grant;
import io.portalbots.tenant.ClaimStore.Pending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps tenants. Every write names the generation it is about and does nothing if that has passed. Methods block. */
public interface TenantStore {

    Optional<Tenant> find(TenantId id);

    /** Tenants whose id or domain is {@code selector} or begins with it, or whose member id does; at most 10. */
    List<Tenant> matching(String selector);

    /**
     * Tenants in the order of their ids.
     *
     * @param state the word of a state, or empty for all
     * @param after the id before the first one; empty to begin
     */
    List<Tenant> page(String state, String after, int most);

    /** How many tenants there are by the word of their state. */
    Map<String, Long> countByState();

    /**
     * What was proven, for {@link #install}.
     *
     * @param grant the tokens, whose they are and where the portal is
     */
    record Proof(TenantId id, Chain.Role role, String language, Secret applicationToken, Grant grant) {}

    /**
     * Makes the tenant active, unless our operator suspended it, adds the proven chain and ends the claim, all at once.
     *
     * @param anew whether this begins a new generation: what older ones registered on the portal is forgotten, and their
     *     chains are. Settings stay.
     * @return empty, with nothing written, if the claim is in other hands by now
     */
    Optional<Tenant> install(Proof proof, boolean anew, Pending claim);

    /** Whether {@code applicationToken} is the one of the tenant's last installation; in constant time. */
    boolean recognises(TenantId id, Secret applicationToken);

    /** Numbers of the bots that the tenant's portal gave us in this generation. */
    Set<Long> bots(Tenant tenant);

    /**
     * Moves the tenant to what becomes of its state by {@code news}. A removed one loses its tokens and what it had
     * registered; claims that are not proven yet stay, because one of them may be its return.
     *
     * @return the tenant as it is then; unchanged if it is in another state or generation than {@code tenant} says
     */
    Tenant move(Tenant tenant, TenantState.News news);

    /** Wants the tenant, whose portal bars it or is out of reach, to be probed now. */
    void probeSoon(Tenant tenant);

    /** Tenants that are due to be probed, for {@code lease} ours. */
    List<Probe> probes(int most, Duration lease);

    /** The next probe comes after {@code delay}. */
    void probeAgain(Tenant tenant, Duration delay);

    /**
     * A tenant to be probed.
     *
     * @param tries how many probes were in vain
     * @param lasts how long it has been in its state
     */
    record Probe(Tenant tenant, int tries, Duration lasts) {}

    /** Erases settings and events of a removed tenant, and what plugins keep for it. */
    void clean(Tenant tenant);

    /** Likewise, of tenants that were removed {@code ago} or earlier. */
    void cleanRemoved(Duration ago);
}
