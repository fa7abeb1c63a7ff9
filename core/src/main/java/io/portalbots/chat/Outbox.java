package io.portalbots.chat;

import io.portalbots.chat.Inbox.Kept;
import io.portalbots.chat.Messenger.Content;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is said in answer to events, written before it is sent: an event that is handled again says nothing again that the
 * portal is known to have. Only what somebody died over, or what the portal did not answer to, is sent once more, and may
 * be there twice. Methods block.
 */
public interface Outbox {

    /**
     * One thing said.
     *
     * @param part what of the event it answers: the bot or the command
     * @param nth of the part, from 1
     */
    record Line(Kept event, String part, int nth) {}

    /** What is known of a line before it is sent. */
    sealed interface Known {

        /** That the portal does not have it. */
        record New() implements Known {}

        /** That the portal has it, by this number if it said one. */
        record Sent(OptionalLong message) implements Known {}

        /** Nothing: it was about to be sent before. */
        record Unknown() implements Known {}
    }

    /** Somebody else handles the event by now, or it is done with: nothing may be said any more. */
    final class OverException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public OverException(Kept event) {
            super("the event is over, or somebody else handles it: " + event);
        }
    }

    /**
     * Writes, durably, that a line is about to be sent.
     *
     * @throws OverException if the event is not the caller's any more
     */
    Known write(Line line, Content content);

    /** Writes that the portal has the line. */
    void sent(Line line, OptionalLong message);

    /** Writes that the portal does not have the line, for sure. */
    void unsent(Line line, String why);

    /** The parts of an event that are done with. */
    Set<String> finished(Kept event);

    /** Writes that a part of an event is done with, so that it is left out when the others are handled again. */
    void finish(Kept event, String part);
}
