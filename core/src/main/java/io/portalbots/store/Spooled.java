package io.portalbots.store;

import io.portalbots.chat.EventLog.Arrived;
import io.portalbots.chat.UncheckedEvents.Unchecked;

/** What a spool gives back. */
sealed interface Spooled {

    /** An event whose token was right. */
    record Right(Arrived event) implements Spooled {}

    /** An event of which that could not be told. */
    record Unknown(Unchecked event) implements Spooled {}

    /** What is as it was written, and yet says nothing to us: its key is gone, or another version wrote it. */
    record Unreadable(String why) implements Spooled {}
}
