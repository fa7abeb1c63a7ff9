package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Colors;
import io.portalbots.sandbox.model.Image;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Message;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat as {@code imbot.dialog.get} describes it to a member [docs: chat-bots/outdated/chats/fields]. Who read what is not
 * kept in a sandbox, so {@code readed_list} and {@code last_message_views} are left out; {@code date_create} is
 * {@code null} for chats that a portal has from its beginning. Permissions are those of the documentation's sample.
 */
record DialogView(Portal portal, Chat chat, Member viewer) {

    private static final Map<String, String> TYPES = Map.of("P", "private", "C", "chat", "O", "open", "L", "lines");
    private static final List<String> POSSIBLE =
            List.of("avatar", "rename", "extend", "call", "mute", "leave", "send", "user_list");

    Map<String, @Nullable Object> fields() {
        var messages = portal.messages()
                .after(0)
                .filter(message -> message.chatId() == chat.id())
                .map(Message::id)
                .toList();
        var last = messages.isEmpty() ? 0 : messages.get(messages.size() - 1);
        var fields = new LinkedHashMap<String, @Nullable Object>(looks());
        fields.put("counter", 0);
        fields.put("user_counter", chat.members().size());
        fields.put("message_count", messages.size());
        fields.put("unread_id", 0);
        fields.put("last_message_id", last);
        fields.put("last_id", last);
        fields.put("marked_id", 0);
        fields.putAll(entity());
        fields.putAll(rights());
        fields.put("date_create", chat.created().map(Instant::toString).orElse(null));
        return fields;
    }

    private Map<String, @Nullable Object> looks() {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("id", chat.id());
        fields.put("dialog_id", chat.dialogId(viewer.id()));
        fields.put("parent_chat_id", 0);
        fields.put("parent_message_id", 0);
        fields.put("name", name());
        fields.put("description", chat.looks().description());
        fields.put("owner", chat.authorId());
        fields.put("extranet", hasGuests());
        fields.put("avatar", chat.looks().avatar().map(Image::dataUri).orElse(""));
        fields.put("color", Colors.hex(chat.looks().color()).orElse(""));
        fields.put("type", TYPES.getOrDefault(chat.type(), "chat"));
        fields.put("message_type", chat.type());
        fields.put("public", "");
        fields.put("background_id", null);
        fields.put("disk_folder_id", 0);
        fields.put("mute_list", List.of());
        fields.put("is_new", false);
        return fields;
    }

    private Map<String, Object> entity() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("entity_type", chat.entityType());
        fields.put("entity_id", chat.entityId());
        fields.put("entity_data_1", chat.entityData1());
        fields.put("entity_data_2", "");
        fields.put("entity_data_3", "");
        fields.put("entity_link", Map.of("type", chat.entityType(), "url", "", "id", chat.entityId()));
        return fields;
    }

    private Map<String, Object> rights() {
        var restrictions = new LinkedHashMap<String, Object>();
        POSSIBLE.forEach(deed -> restrictions.put(deed, true));
        restrictions.put("leave_owner", false);
        var permissions = new LinkedHashMap<String, Object>();
        permissions.put("manage_users_add", "member");
        permissions.put("manage_users_delete", "manager");
        permissions.put("manage_ui", "member");
        permissions.put("manage_settings", "owner");
        permissions.put("manage_messages", "member");
        permissions.put("can_post", "member");
        var fields = new LinkedHashMap<String, Object>();
        fields.put("restrictions", restrictions);
        fields.put("permissions", permissions);
        fields.put("role", role());
        fields.put("manager_list", chat.managers().stream().sorted().toList());
        fields.put("text_field_enabled", true);
        return fields;
    }

    private String name() {
        return chat.isPrivate()
                ? portal.member(chat.other(viewer.id())).map(Member::name).orElse("")
                : chat.title();
    }

    private boolean hasGuests() {
        return chat.members().stream()
                .flatMap(id -> portal.people().find(id).stream())
                .anyMatch(Person::extranet);
    }

    private String role() {
        if (chat.authorId() == viewer.id()) {
            return "owner";
        }
        return chat.managers().contains(viewer.id()) ? "manager" : "member";
    }
}
