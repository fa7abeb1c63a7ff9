package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Card;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Tokens;
import java.util.List;
import java.util.Optional;

/** Who calls, once that is proven. */
public sealed interface Caller {

    /** The person or bot in whose name the call is made. */
    int userId();

    /**
     * Tells callers apart for the limit of running time: by client or by webhook, whoever the person is. Browser
     * sessions are not limited [src: rest/lib/engine/access/loadlimiter.php].
     */
    Optional<String> key();

    /** How many rounds of events the call may set off: all of them, unless its token came with an event. */
    default int hops() {
        return Tokens.HOPS;
    }

    /** What the caller was granted. */
    List<String> scope();

    /** The client id of an application. */
    default Optional<String> client() {
        return Optional.empty();
    }

    /** An application with an access token. */
    record Application(Installation installation, int userId, int hops) implements Caller {

        @Override
        public List<String> scope() {
            return installation.card().scope();
        }

        @Override
        public Optional<String> client() {
            return Optional.of(installation.clientId());
        }

        @Override
        public Optional<String> key() {
            return Optional.of("oauth " + installation.clientId());
        }
    }

    /** Somebody who knows an inbound webhook's address. */
    record Webhook(int userId, String secret) implements Caller {

        @Override
        public List<String> scope() {
            return Card.USUAL.scope();
        }

        @Override
        public Optional<String> key() {
            return Optional.of("webhook " + secret);
        }

        @Override
        public String toString() {
            return "Webhook[" + userId + "]";
        }
    }

    /** Somebody's browser, by the cookie of a logged-in session: no application at all. */
    record Session(int userId) implements Caller {

        /** No application stands between a person and the methods. */
        @Override
        public List<String> scope() {
            return Scopes.ALL;
        }

        @Override
        public Optional<String> key() {
            return Optional.empty();
        }
    }
}
