package io.portalbots.sandbox.model;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A conversation.
 *
 * @param type {@code P} private, {@code C} group, {@code L} Open Channels
 * @param authorId who created it
 * @param entityType what the chat belongs to: {@code LINES}, {@code CALL}, or empty
 * @param members ids of people and bots, in the order they came
 */
public record Chat(
        int id,
        String type,
        String title,
        int authorId,
        String entityType,
        String entityId,
        String entityData1,
        Set<Integer> members) {

    public Chat {
        members = new LinkedHashSet<>(members);
    }

    /** Whether two members talk alone. */
    public boolean isPrivate() {
        return type.equals("P");
    }

    /** Whether this is an Open Channels chat. */
    public boolean isLines() {
        return type.equals("L");
    }

    /** In a private chat the one who is not {@code id}. */
    public int other(int id) {
        return members.stream().filter(member -> member != id).findFirst().orElse(id);
    }

    /** How {@code viewer} names this chat: the other one's id if private, else {@code chat441}. */
    public String dialogId(int viewer) {
        return isPrivate() ? String.valueOf(other(viewer)) : "chat" + id;
    }
}
