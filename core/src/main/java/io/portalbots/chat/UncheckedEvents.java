package io.portalbots.chat;

import io.portalbots.chat.EventLog.Arrived;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Keeps events that nobody can check while the database is away, and has them checked once it is back, in their order
 * among all that were kept meanwhile. Never blocks.
 */
public interface UncheckedEvents {

    /**
     * An event that may be anybody's invention.
     *
     * @param application it was sent to
     * @param source the address it came from
     * @param body its form as it came, tokens included
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never changed nor compared
    record Unchecked(String application, String source, byte[] body) {

        /** Says nothing of what is in it. */
        @Override
        public String toString() {
            return "an event for " + application + " from " + source;
        }
    }

    /** Completes once it is durable; fails if it cannot be, or if there is too much already that nobody checked. */
    CompletionStage<Void> keep(Unchecked event);

    /**
     * Has them checked from now on; until then they wait.
     *
     * @param check answers what is to be stored of an event, which is nothing if it is false, and fails if that cannot be
     *     told now. It may be asked about an event more than once
     */
    void checkedBy(Function<Unchecked, CompletionStage<Optional<Arrived>>> check);
}
