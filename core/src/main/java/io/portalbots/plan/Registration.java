package io.portalbots.plan;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a listing on a portal. The portal cannot list its chat apps, so this ledger is all there is.
 *
 * @param revision under which of its codes the portal knows it, from 1
 * @param owner the bot it was registered for
 * @param id the portal's number for it; empty while it is unknown whether the portal took it
 * @param fields as the portal took them last
 * @param refusal what the portal refused last, not to be offered again until it changes
 * @param doubt why nobody can find out whether the portal has it; only removing its bot ends that
 * @param retirement if a later revision serves, and this one is kept for old messages
 */
public record Registration(
        Key key,
        int revision,
        Optional<Key> owner,
        OptionalLong id,
        Map<String, String> fields,
        Optional<Refusal> refusal,
        Optional<String> doubt,
        Optional<Retirement> retirement) {

    /** An answer the portal documents as a refusal, and the fields it was given. */
    public record Refusal(String error, Map<String, String> fields) {}

    /**
     * The time that an old revision is kept.
     *
     * @param over whether {@code until} has passed, by the clock of whoever keeps the ledger
     */
    public record Retirement(Instant until, boolean over) {}

    /** Names a line of the ledger. */
    public record Slot(Key key, int revision) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            var byKey = key.compareTo(other.key);
            return byKey != 0 ? byKey : Integer.compare(revision, other.revision);
        }
    }

    /** The portal was asked and its answer never came. */
    public static Registration unknown(Listing listing) {
        return line(listing, OptionalLong.empty(), Map.of());
    }

    /** The portal has it under {@code id}, but with what content nobody knows. */
    public static Registration older(Listing listing, long id) {
        return line(listing, OptionalLong.of(id), Map.of());
    }

    public static Registration of(Listing listing, long id) {
        return line(listing, OptionalLong.of(id), listing.fields());
    }

    private static Registration line(Listing listing, OptionalLong id, Map<String, String> fields) {
        return new Registration(
                listing.key(),
                listing.revision(),
                listing.owner(),
                id,
                fields,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Slot slot() {
        return new Slot(key, revision);
    }

    /** This, with the news that the portal refused {@code listing}. */
    public Registration refused(Listing listing, String error) {
        var refused = Optional.of(new Refusal(error, listing.fields()));
        return new Registration(key, revision, owner, id, fields, refused, doubt, retirement);
    }

    /** This, given up for a reason. */
    public Registration doubted(String why) {
        return new Registration(key, revision, owner, id, fields, refusal, Optional.of(why), retirement);
    }

    /** Whether a later revision serves in its place. */
    public boolean retired() {
        return retirement.isPresent();
    }

    boolean refuses(Listing listing) {
        return refusal.isPresent() && refusal.get().fields().equals(listing.fields());
    }
}
