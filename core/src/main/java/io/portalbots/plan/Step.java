package io.portalbots.plan;

import java.util.NavigableSet;

/** One thing to do on a portal. */
public sealed interface Step {

    Key key();

    /**
     * Puts a listing there.
     *
     * @param uncertain whether the portal may have it already, so that its answer may name an older one whose fields
     *     then have to be updated
     */
    record Register(Listing listing, boolean uncertain) implements Step {
        @Override
        public Key key() {
            return listing.key();
        }
    }

    /** Changes the fields named {@code changed}, and sends the rest along. */
    record Update(Listing listing, Registration present, NavigableSet<String> changed) implements Step {
        @Override
        public Key key() {
            return listing.key();
        }
    }

    /** Takes it away. */
    record Unregister(Registration present) implements Step {
        @Override
        public Key key() {
            return present.key();
        }
    }

    /** Strikes it from the ledger, with no call: the portal never took it. */
    record Forget(Registration present) implements Step {
        @Override
        public Key key() {
            return present.key();
        }
    }
}
