package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Message;
import io.portalbots.sandbox.model.Person;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** {@code data[PARAMS]} of chat events [src: im/classes/general/im_rest.php]. Pure but for TEMPLATE_ID. */
final class EventParams {

    private EventParams() {}

    /** Of ONIMBOTMESSAGEADD. In a group the mentions of {@code receivers} are cut from MESSAGE. */
    static Map<String, Object> message(Chat chat, Message message, Person author, Set<Integer> receivers) {
        var text = chat.isPrivate() ? message.text() : Mentions.cut(message.text(), receivers);
        var params = common(chat, message, author, text);
        params.put("TO_CHAT_ID", chat.id());
        params.put("AUTHOR_ID", author.id());
        params.put("SYSTEM", message.system() ? "Y" : "N");
        params.put("TEMPLATE_ID", UUID.randomUUID().toString());
        if (!chat.isPrivate()) {
            var mentioned = new LinkedHashMap<String, Object>();
            Mentions.in(message.text()).forEach(id -> mentioned.put(String.valueOf(id), id));
            params.put("MESSAGE_ORIGINAL", message.text());
            params.put("MENTIONED_LIST", mentioned);
        }
        return params;
    }

    /** Of ONIMCOMMANDADD. */
    static Map<String, Object> command(Chat chat, Message message, Person author, String text) {
        return common(chat, message, author, text);
    }

    /** Of ONIMBOTJOINCHAT. */
    static Map<String, Object> joined(Chat chat, int botId, Person actor) {
        var params = new LinkedHashMap<String, Object>();
        params.put("CHAT_TYPE", chat.type());
        params.put("MESSAGE_TYPE", chat.type());
        params.put("BOT_ID", botId);
        params.put("USER_ID", actor.id());
        params.put("DIALOG_ID", chat.dialogId(botId));
        params.put("LANGUAGE", actor.language());
        if (chat.isPrivate()) {
            params.put("TO_USER_ID", botId);
            params.put("FROM_USER_ID", actor.id());
        } else {
            params.put("CHAT_ID", chat.id());
            params.put("CHAT_AUTHOR_ID", chat.authorId());
            params.put("CHAT_ENTITY_TYPE", chat.entityType());
            params.put("CHAT_ENTITY_ID", chat.entityId());
            params.put("ACCESS_HISTORY", true);
        }
        return params;
    }

    private static Map<String, Object> common(Chat chat, Message message, Person author, String text) {
        var params = new LinkedHashMap<String, Object>();
        params.put("MESSAGE", text);
        params.put("MESSAGE_ID", message.id());
        params.put("MESSAGE_TYPE", chat.type());
        params.put("CHAT_TYPE", chat.type());
        params.put("FROM_USER_ID", author.id());
        params.put("LANGUAGE", author.language());
        if (chat.isPrivate()) {
            params.put("TO_USER_ID", chat.other(author.id()));
            params.put("DIALOG_ID", author.id());
        } else {
            params.put("DIALOG_ID", "chat" + chat.id());
            params.putAll(group(chat));
        }
        return params;
    }

    private static Map<String, Object> group(Chat chat) {
        var extras = new LinkedHashMap<String, Object>();
        extras.put("CHAT_ID", chat.id());
        extras.put("CHAT_TITLE", chat.title());
        extras.put("CHAT_AUTHOR_ID", chat.authorId());
        extras.put("CHAT_ENTITY_TYPE", chat.entityType());
        extras.put("CHAT_ENTITY_ID", chat.entityId());
        extras.put("CHAT_ENTITY_DATA_1", chat.entityData1());
        extras.put("CHAT_USER_COUNT", chat.members().size());
        return extras;
    }
}
