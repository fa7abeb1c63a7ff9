package io.portalbots.registry;

import io.portalbots.plan.Listing;
import io.portalbots.plan.Registration;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;

/**
 * A family of calls by which one kind of listing is put on portals. Methods block. Each answers with what the portal
 * documents, and throws {@link PortalUnavailableException} where it stays silent, which leaves open whether the call
 * took effect.
 */
public interface Surface {

    /** As in the keys of its listings, such as {@code imbot.app}. */
    String name();

    /**
     * Puts a listing there. Where the portal knows it already, it answers with the id it has and changes nothing.
     *
     * @param owner id of the bot it belongs to; 0 for a bot itself
     */
    Answer register(Tenant tenant, Listing listing, long owner);

    /** Changes everything about {@code id} to what {@code listing} says. */
    Answer update(Tenant tenant, Listing listing, long id);

    /** Takes {@code present}, which has an id, away. */
    Answer unregister(Tenant tenant, Registration present);

    /** What a portal answered. */
    sealed interface Answer {

        /** It is as wished; {@code id} names it from now on. */
        record Done(long id) implements Answer {}

        /** There is no such thing on the portal any more. */
        record Gone() implements Answer {}

        /** The bot it should belong to is not on the portal any more. */
        record OwnerGone() implements Answer {}

        /** The portal does not want it, and says why by a documented code. */
        record Refused(String error) implements Answer {}
    }
}
