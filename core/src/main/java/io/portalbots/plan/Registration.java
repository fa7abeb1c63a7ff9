package io.portalbots.plan;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a listing on a portal. The portal cannot list its chat apps, so this ledger is all there is.
 *
 * @param owner the bot it was registered for
 * @param id the portal's number for it; empty while it is unknown whether the portal took it
 * @param fields as the portal took them last
 * @param refusal what the portal refused last, not to be offered again until it changes
 */
public record Registration(
        Key key, Optional<Key> owner, OptionalLong id, Map<String, String> fields, Optional<Refusal> refusal) {

    /** An answer the portal documents as a refusal, and the fields it was given. */
    public record Refusal(String error, Map<String, String> fields) {}

    /** The portal was asked and its answer never came. */
    public static Registration unknown(Listing listing) {
        return new Registration(listing.key(), listing.owner(), OptionalLong.empty(), Map.of(), Optional.empty());
    }

    /** The portal has it under {@code id}, but with what content nobody knows. */
    public static Registration older(Listing listing, long id) {
        return new Registration(listing.key(), listing.owner(), OptionalLong.of(id), Map.of(), Optional.empty());
    }

    public static Registration of(Listing listing, long id) {
        return new Registration(
                listing.key(), listing.owner(), OptionalLong.of(id), listing.fields(), Optional.empty());
    }

    /** This, with the news that the portal refused {@code listing}. */
    public Registration refused(Listing listing, String error) {
        return new Registration(key, owner, id, fields, Optional.of(new Refusal(error, listing.fields())));
    }

    boolean refuses(Listing listing) {
        return refusal.isPresent() && refusal.get().fields().equals(listing.fields());
    }
}
