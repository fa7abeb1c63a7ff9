package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Message;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * {@code data[PARAMS]} of chat events [src: im/classes/general/im_rest.php] [docs: chat-bots/outdated]. Pure.
 *
 * @param author whose message it is
 */
record EventParams(Portal portal, Chat chat, Message message, Member author) {

    static EventParams of(Portal portal, Chat chat, Message message, Member author) {
        return new EventParams(portal, chat, message, author);
    }

    /** Of ONIMBOTMESSAGEADD. In a group the mentions of {@code receivers} are cut from MESSAGE. */
    Map<String, Object> added(Set<Integer> receivers) {
        var params = told(text(receivers));
        params.put("TO_CHAT_ID", chat.id());
        params.put("AUTHOR_ID", author.id());
        params.put("SYSTEM", flag(message.content().flags().system()));
        params.put("TEMPLATE_ID", templateId());
        params.put("SKIP_CONNECTOR", flag(message.content().flags().skipConnector()));
        params.put("PUSH", "Y");
        params.put("PUSH_IMPORTANT", "N");
        params.put("COMMAND_CONTEXT", "TEXTAREA");
        params.put("PLATFORM_CONTEXT", "web");
        params.put("CHAT_USER_COUNT", chat.members().size());
        params.putAll(mentions(receivers));
        return params;
    }

    /** Of ONIMCOMMANDADD. */
    Map<String, Object> command(String text) {
        return told(text);
    }

    /** Of ONIMBOTMESSAGEUPDATE. */
    Map<String, Object> changed(Set<Integer> receivers) {
        var params = stored(text(receivers));
        params.put("CHAT_USER_COUNT", chat.members().size());
        params.put("PLATFORM_CONTEXT", "web");
        params.putAll(mentions(receivers));
        return params;
    }

    /** Of ONIMBOTMESSAGEDELETE, whose message is the trace that is left. */
    Map<String, Object> deleted() {
        return stored(message.text());
    }

    /** Of ONIMBOTJOINCHAT. In private the bot is the sender [docs: on-imbot-join-chat]. */
    static Map<String, Object> joined(Portal portal, Chat chat, Bot bot, Member actor, boolean history) {
        var params = new LinkedHashMap<String, Object>();
        params.put("CHAT_TYPE", chat.type());
        params.put("MESSAGE_TYPE", chat.type());
        params.put("BOT_ID", bot.id());
        params.put("USER_ID", actor.id());
        params.put("DIALOG_ID", chat.dialogId(bot.id()));
        params.put("LANGUAGE", language(portal, actor));
        if (chat.isPrivate()) {
            params.put("TO_USER_ID", actor.id());
            params.put("FROM_USER_ID", bot.id());
        } else {
            params.put("CHAT_ID", chat.id());
            params.put("CHAT_AUTHOR_ID", chat.authorId());
            params.put("CHAT_ENTITY_TYPE", chat.entityType());
            params.put("CHAT_ENTITY_ID", chat.entityId());
            params.put("ACCESS_HISTORY", history ? 1 : 0);
        }
        return params;
    }

    /** What events of new messages and of commands share. */
    private Map<String, Object> told(String text) {
        var params = new LinkedHashMap<String, Object>();
        params.put("MESSAGE", text);
        params.put("MESSAGE_ID", message.id());
        params.put("MESSAGE_TYPE", chat.type());
        params.put("CHAT_TYPE", chat.type());
        params.put("FROM_USER_ID", author.id());
        params.put("LANGUAGE", language(portal, author));
        if (chat.isPrivate()) {
            params.put("TO_USER_ID", chat.other(author.id()));
        } else {
            params.put("CHAT_ID", chat.id());
            params.put("CHAT_TITLE", chat.title());
            params.putAll(entity());
            params.put("CHAT_USER_COUNT", chat.members().size());
        }
        params.put("DIALOG_ID", dialogId());
        return params;
    }

    /** What events of changed and deleted messages share. */
    private Map<String, Object> stored(String text) {
        var params = new LinkedHashMap<String, Object>();
        params.put("ID", message.id());
        params.put("MESSAGE_ID", message.id());
        params.put("CHAT_ID", chat.id());
        params.put("AUTHOR_ID", author.id());
        params.put("MESSAGE", text);
        params.put("MESSAGE_TYPE", chat.type());
        params.put("CHAT_TYPE", chat.type());
        params.putAll(entity());
        params.put("DIALOG_ID", dialogId());
        params.put("LANGUAGE", language(portal, author));
        if (chat.isPrivate()) {
            params.put("FROM_USER_ID", author.id());
            params.put("TO_USER_ID", chat.other(author.id()));
        }
        return params;
    }

    private Map<String, Object> entity() {
        var params = new LinkedHashMap<String, Object>();
        params.put("CHAT_AUTHOR_ID", chat.authorId());
        params.put("CHAT_ENTITY_TYPE", chat.entityType());
        params.put("CHAT_ENTITY_ID", chat.entityId());
        params.put("CHAT_ENTITY_DATA_1", chat.entityData1());
        params.put("CHAT_ENTITY_DATA_2", "");
        params.put("CHAT_ENTITY_DATA_3", "");
        return params;
    }

    private Map<String, Object> mentions(Set<Integer> receivers) {
        var params = new LinkedHashMap<String, Object>();
        if (!chat.isPrivate()) {
            var mentioned = new LinkedHashMap<String, Object>();
            Mentions.in(message.text()).forEach(id -> mentioned.put(String.valueOf(id), id));
            params.put("MENTIONED_LIST", mentioned);
            params.put("MESSAGE_ORIGINAL", message.text());
            params.put(
                    "TO_USER_ID",
                    Mentions.in(message.text()).stream()
                            .filter(receivers::contains)
                            .findFirst()
                            .orElse(0));
        }
        return params;
    }

    private String text(Set<Integer> receivers) {
        return chat.isPrivate() ? message.text() : Mentions.cut(message.text(), receivers);
    }

    /** In private the writer's id, so that an answer can be sent there. */
    private String dialogId() {
        return chat.isPrivate() ? String.valueOf(author.id()) : "chat" + chat.id();
    }

    /** Portals send their default language [docs]; the contract, which is silent, is read as the person's: a guess. */
    private static String language(Portal portal, Member actor) {
        return actor instanceof Person person && !portal.traits().isReal()
                ? person.language()
                : portal.traits().language();
    }

    /** The same for a message each time, unlike another's. */
    private String templateId() {
        var name = portal.memberId() + ":" + message.id();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String flag(boolean yes) {
        return yes ? "Y" : "N";
    }
}
