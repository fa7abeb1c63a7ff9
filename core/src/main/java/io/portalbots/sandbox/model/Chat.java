package io.portalbots.sandbox.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A conversation.
 *
 * @param type {@code P} private, {@code C} group, {@code O} open group, {@code L} Open Channels
 * @param authorId who owns it: its creator, until somebody else is made owner
 * @param entityType what the chat belongs to: {@code LINES}, {@code CALL}, or empty
 * @param members ids of people and bots, in the order they came
 * @param hidden by member the id of the last message that was said too early for them to read
 * @param managers ids of the members who administer it beside the owner
 * @param created empty for what a portal has from its beginning
 */
public record Chat(
        int id,
        String type,
        String title,
        int authorId,
        String entityType,
        String entityId,
        String entityData1,
        Set<Integer> members,
        Map<Integer, Integer> hidden,
        Looks looks,
        Set<Integer> managers,
        Optional<Instant> created) {

    /**
     * How a chat shows itself.
     *
     * @param color one of {@link Colors}, or empty
     */
    public record Looks(String description, String color, Optional<Image> avatar) {

        /** Nothing special. */
        public static final Looks PLAIN = new Looks("", "", Optional.empty());
    }

    public Chat {
        members = new LinkedHashSet<>(members);
        hidden = new HashMap<>(hidden);
        managers = Set.copyOf(managers);
    }

    /** A chat that looks plain, was always there, and has no managers. */
    public Chat(
            int id,
            String type,
            String title,
            int authorId,
            String entityType,
            String entityId,
            String entityData1,
            Set<Integer> members) {
        this(
                id,
                type,
                title,
                authorId,
                entityType,
                entityId,
                entityData1,
                members,
                Map.of(),
                Looks.PLAIN,
                Set.of(),
                Optional.empty());
    }

    /** Whether two members talk alone. */
    public boolean isPrivate() {
        return type.equals("P");
    }

    /** Whether this is an Open Channels chat. */
    public boolean isLines() {
        return type.equals("L");
    }

    /** Whether this is where a visitor of the site's widget writes. */
    public boolean isLivechat() {
        return entityType.equals("LIVECHAT");
    }

    /** Whether that member may administer it. */
    public boolean isRunBy(int memberId) {
        return authorId == memberId || managers.contains(memberId);
    }

    /** Whether a member may read that message of the chat. */
    public boolean isOpen(Message message, int memberId) {
        return message.id() > hidden.getOrDefault(memberId, 0);
    }

    /** In a private chat the one who is not {@code id}. */
    public int other(int id) {
        return members.stream().filter(member -> member != id).findFirst().orElse(id);
    }

    /** How {@code viewer} names this chat: the other one's id if private, else {@code chat441}. */
    public String dialogId(int viewer) {
        return isPrivate() ? String.valueOf(other(viewer)) : "chat" + id;
    }

    /** The same under another title. */
    public Chat withTitle(String other) {
        return with(other, authorId, looks, managers);
    }

    /** The same with another owner. */
    public Chat withOwner(int memberId) {
        return with(title, memberId, looks, managers);
    }

    /** The same, looking otherwise. */
    public Chat withLooks(Looks other) {
        return with(title, authorId, other, managers);
    }

    /** The same with other managers. */
    public Chat withManagers(Set<Integer> others) {
        return with(title, authorId, looks, others);
    }

    private Chat with(String otherTitle, int owner, Looks otherLooks, Set<Integer> others) {
        return new Chat(
                id,
                type,
                otherTitle,
                owner,
                entityType,
                entityId,
                entityData1,
                members,
                hidden,
                otherLooks,
                others,
                created);
    }
}
