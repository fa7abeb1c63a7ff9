package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Tokens;

/** Who calls, once that is proven. */
public sealed interface Caller {

    /** The person or bot in whose name the call is made. */
    int userId();

    /** How many rounds of events the call may set off: all of them, unless its token came with an event. */
    default int hops() {
        return Tokens.HOPS;
    }

    /** An application with an access token. */
    record Application(Installation installation, int userId, int hops) implements Caller {}

    /** Somebody who knows an inbound webhook's address. */
    record Webhook(int userId) implements Caller {}

    /** Somebody's browser, by the cookie of a logged-in session: no application at all. */
    record Session(int userId) implements Caller {}
}
