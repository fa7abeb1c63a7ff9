package io.portalbots.sandbox.model;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A message in a chat.
 *
 * @param state what became of it since it was written
 * @param likes ids of who likes it
 */
public record Message(int id, int chatId, int authorId, Content content, Instant at, State state, Set<Integer> likes) {

    /** What became of a message. */
    public enum State {
        /** It is as it was written. */
        WRITTEN,
        /** Its author changed it. */
        EDITED,
        /** Only the trace is left that there was one. */
        DELETED
    }

    public Message {
        likes = Set.copyOf(likes);
    }

    /** A message as it is written. */
    public Message(int id, int chatId, int authorId, Content content, Instant at) {
        this(id, chatId, authorId, content, at, State.WRITTEN, Set.of());
    }

    public String text() {
        return content.text();
    }

    public List<Button> keyboard() {
        return content.keyboard();
    }

    public List<Button> menu() {
        return content.menu();
    }

    /** Whether that member may read it: customers of an Open Channel are spared some. */
    public boolean isFor(Member reader) {
        var customer = reader instanceof Person person && person.connector();
        return !(customer && content.flags().skipConnector());
    }

    /** The same with other buttons, and otherwise as it was. */
    public Message withKeyboard(List<Button> buttons) {
        return new Message(id, chatId, authorId, content.withKeyboard(buttons), at, state, likes);
    }

    /** The same, changed by its author. */
    public Message edited(Content changed) {
        return new Message(id, chatId, authorId, changed, at, State.EDITED, likes);
    }

    /** The trace that stays of it. */
    public Message deleted(String notice) {
        return new Message(id, chatId, authorId, Content.text(notice), at, State.DELETED, Set.of());
    }

    /** The same, liked by that member or no more. */
    public Message liked(int memberId, boolean likes) {
        var after = new HashSet<>(this.likes);
        if (likes) {
            after.add(memberId);
        } else {
            after.remove(memberId);
        }
        return new Message(id, chatId, authorId, content, at, state, after);
    }
}
