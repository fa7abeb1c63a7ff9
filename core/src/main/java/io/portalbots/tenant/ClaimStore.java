package io.portalbots.tenant;

import io.portalbots.tenant.AuthorizationServer.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps claims until they are proven or rejected, for an hour at most, and not too many: anybody can make some. Shared by
 * all processes. Methods block.
 */
public interface ClaimStore {

    /**
     * Keeps a claim, to be proven by the caller within {@code lease}.
     *
     * @param source the address it came from
     * @return empty if it is known already, proven ones of the last hour included, or too many wait, from this address or
     *     in all
     */
    Optional<Pending> keep(Claim claim, String source, Duration lease);

    /** Claims that nobody is proving, for {@code lease} ours. */
    List<Pending> take(int most, Duration lease);

    /** Writes down what its refresh token was good for; that token is spent now. */
    void redeemed(Pending pending, Grant grant);

    /** It is proven, or rejected for good. */
    void done(Pending pending);

    /** It could not be told; again after {@code delay}. */
    void later(Pending pending, Duration delay);

    /** Drops what is older than an hour; answers how many that were. */
    int expire();

    /** What waits, the newest first, for people to look at. */
    List<Waiting> waiting(int most);

    /**
     * A claim in our hands.
     *
     * @param fence a write that carries a passed one does nothing
     * @param grant what its refresh token was good for, if that is known already
     * @param attempt how often it could not be told before
     */
    record Pending(long id, long fence, Claim claim, Optional<Grant> grant, int attempt) {

        /** This, with its refresh token redeemed. */
        public Pending with(Grant granted) {
            return new Pending(id, fence, claim, Optional.of(granted), attempt);
        }
    }

    /** A tenant that is not verified yet. */
    record Waiting(TenantId tenant, Claim.Kind kind, Instant since, int attempt) {}
}
