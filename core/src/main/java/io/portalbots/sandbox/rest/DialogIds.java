package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.messenger.Messenger;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Portal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the chat that a DIALOG_ID names: {@code 17} the private one with member 17, {@code chat441} a chat, {@code sg5}
 * the chat of group or project 5, {@code crm5} that of item 5 of the CRM [src: im/classes/general/im_rest.php]. That the
 * last two are found by the chat's entity ({@code SONET_GROUP} and {@code 5}, {@code CRM} and {@code DEAL|5}) is a guess.
 */
final class DialogIds {

    private static final Pattern FORM = Pattern.compile("(chat|sg|crm)?(\\d{1,9})");

    private final Messenger messenger;

    DialogIds(Messenger messenger) {
        this.messenger = messenger;
    }

    /** Whether it is written like one. */
    static boolean isOne(String dialogId) {
        return FORM.matcher(dialogId).matches();
    }

    /** The chat that {@code who} means; a private one is opened without a word. */
    Optional<Chat> find(Portal portal, Member who, String dialogId) {
        var form = FORM.matcher(dialogId);
        if (!form.matches()) {
            return Optional.empty();
        }
        var id = Integer.parseInt(form.group(2));
        return switch (form.group(1)) {
            case null -> privately(portal, who, id);
            case "sg" -> portal.chats().first(chat -> isOf(chat, "SONET_GROUP", String.valueOf(id)));
            case "crm" -> portal.chats().first(chat -> isOf(chat, "CRM", String.valueOf(id)));
            default -> portal.chats().find(id);
        };
    }

    private Optional<Chat> privately(Portal portal, Member who, int id) {
        return portal.member(id)
                .filter(other -> other.id() != who.id())
                .map((Member other) -> messenger.rooms().openQuietly(portal, who, other));
    }

    private static boolean isOf(Chat chat, String entityType, String id) {
        return chat.entityType().equals(entityType)
                && (chat.entityId().equals(id) || chat.entityId().endsWith("|" + id));
    }
}
