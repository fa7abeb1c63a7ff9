package io.portalbots.plan;

import io.portalbots.plan.Registration.Slot;
import java.util.List;

/** One thing to do on a portal. */
public sealed interface Step {

    Slot slot();

    default Key key() {
        return slot().key();
    }

    /** How many calls it takes. */
    default int calls() {
        return 1;
    }

    /**
     * Puts a listing there.
     *
     * @param reason why it has to be registered
     */
    record Register(Listing listing, Reason reason) implements Step {

        /** Why something is registered. */
        public enum Reason {
            /** The portal does not have it. */
            NEW,
            /** The portal may have it, as its answer never came: the id it answers may name an older content. */
            UNCERTAIN,
            /** What is there cannot be changed into it. */
            REPLACES,
            /** The portal refused another content before, which it may have looked at before it looked whether it is there. */
            MENDED
        }

        /** Whether the portal may have it already, with another content, so that an update has to follow. */
        public boolean uncertain() {
            return reason == Reason.UNCERTAIN || reason == Reason.MENDED;
        }

        @Override
        public Slot slot() {
            return new Slot(listing.key(), listing.revision());
        }

        @Override
        public int calls() {
            return uncertain() ? 2 : 1;
        }
    }

    /** Makes the changes, and sends the rest along. */
    record Update(Listing listing, Registration present, List<Change> changes) implements Step {
        @Override
        public Slot slot() {
            return present.slot();
        }
    }

    /**
     * Hides what a later revision replaces, and keeps it for the messages that name it.
     *
     * @param successor has to be on the portal first
     */
    record Retire(Registration present, Slot successor) implements Step {
        @Override
        public Slot slot() {
            return present.slot();
        }
    }

    /** Takes it away. */
    record Unregister(Registration present) implements Step {
        @Override
        public Slot slot() {
            return present.slot();
        }
    }

    /** Strikes it from the ledger, with no call: the portal does not have it. */
    record Forget(Registration present) implements Step {
        @Override
        public Slot slot() {
            return present.slot();
        }

        @Override
        public int calls() {
            return 0;
        }
    }

    /** Gives up to find out whether the portal has it, with no call. */
    record Doubt(Registration present, String why) implements Step {
        @Override
        public Slot slot() {
            return present.slot();
        }

        @Override
        public int calls() {
            return 0;
        }
    }
}
