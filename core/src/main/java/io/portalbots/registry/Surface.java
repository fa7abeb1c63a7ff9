package io.portalbots.registry;

import io.portalbots.plan.Abilities;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Registration;
import io.portalbots.tenant.Tenant;

/**
 * A family of calls by which one kind of listing is put on portals: puts into words what is to be done, and reads what is
 * answered. {@link Portal} carries it there.
 */
public interface Surface {

    /** As in the keys of its listings, such as {@code imbot.app}. */
    String name();

    /** What portals can do with its things. */
    Abilities abilities();

    /**
     * Puts a listing there. A portal that knows it already answers the id it has and changes nothing.
     *
     * @param owner the number of the bot it belongs to, or {@link Call#resultOf} the call that registers that; empty for
     *     what has none
     */
    Call register(Tenant tenant, Listing listing, String owner);

    /**
     * Changes everything about a thing to what {@code listing} says.
     *
     * @param id its number, or {@link Call#resultOf} the call that registers it
     * @param unsure whether nobody knows what it is like, so that pictures are sent too, which are never changed else
     */
    Call update(Tenant tenant, Listing listing, String id, boolean unsure);

    /** Hides {@code present}, which goes on working; for surfaces that revise. */
    Call retire(Registration present);

    /** Takes {@code present}, which has an id, away. */
    Call unregister(Registration present);

    /** Asks whether {@code present}, which has an id, is there and ours, and changes nothing. */
    Call probe(Registration present);

    /**
     * Reads what was answered to one of its calls.
     *
     * @param id of the thing it was about; 0 if that was not known
     */
    Answer read(Deed deed, Outcome outcome, long id);

    /** Whether {@code outcome}, of {@link #probe}, says that {@code present} is there and ours. */
    default Answer probed(Registration present, Outcome outcome) {
        return read(Deed.PROBE, outcome, present.id().orElseThrow());
    }

    /** What a call was for. */
    enum Deed {
        REGISTER,
        UPDATE,
        RETIRE,
        UNREGISTER,
        PROBE
    }

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

        /** Nobody can say whether it was done. */
        record Silent(String why) implements Answer {}
    }
}
