package io.portalbots.sandbox.control;

import io.portalbots.sandbox.messenger.Dialogs;
import io.portalbots.sandbox.messenger.Messenger;
import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Portal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What a person does in the messenger: read and write. */
final class PersonControl {

    private final Messenger messenger;
    private final Dialogs dialogs;

    PersonControl(Messenger messenger, Dialogs dialogs) {
        this.messenger = messenger;
        this.dialogs = dialogs;
    }

    JsonArray dialogs(Exchange exchange) {
        return PortalViews.list(dialogs.of(exchange.portal(), exchange.person()), PersonControl::dialog);
    }

    JsonObject open(Exchange exchange) {
        var body = exchange.body("dialogId");
        var entry = entry(exchange, body.text("dialogId"));
        var chat = dialogs.open(exchange.portal(), exchange.person(), entry);
        return new JsonObject().put("dialogId", entry.dialogId()).put("chatId", chat.id());
    }

    JsonArray messages(Exchange exchange) {
        var portal = exchange.portal();
        var after = exchange.number("after");
        var chat = entry(exchange, exchange.required("dialogId")).chat();
        var messages = chat.stream()
                .flatMap(found -> portal.messages()
                        .after(after)
                        .filter(message -> message.chatId() == found.id())
                        .filter(message ->
                                found.isOpen(message, exchange.person().id())))
                .filter(message -> message.isFor(exchange.person()))
                .toList();
        return PortalViews.list(messages, message -> MessageViews.read(portal, message));
    }

    JsonObject write(Exchange exchange) {
        var body = exchange.body("dialogId", "text");
        var entry = entry(exchange, body.text("dialogId"));
        var text = body.text("text");
        var chat = dialogs.open(exchange.portal(), exchange.person(), entry);
        var message = messenger.say(exchange.portal(), exchange.person(), chat, text);
        return new JsonObject().put("messageId", message.id());
    }

    JsonArray typing(Exchange exchange) {
        var portal = exchange.portal();
        var chat = entry(exchange, exchange.required("dialogId")).chat();
        var bots =
                chat.stream().flatMap(found -> typing(portal, found).stream()).toList();
        return PortalViews.list(
                bots, bot -> new JsonObject().put("userId", bot.id()).put("name", bot.name()));
    }

    private Dialogs.Entry entry(Exchange exchange, String dialogId) {
        return exchange.dialog(dialogs, dialogId);
    }

    private List<Bot> typing(Portal portal, Chat chat) {
        return portal.bots().all().stream()
                .filter(bot -> messenger.isTyping(portal, chat, bot.id()))
                .toList();
    }

    private static JsonObject dialog(Dialogs.Entry entry) {
        return new JsonObject()
                .put("dialogId", entry.dialogId())
                .put("title", entry.title())
                .put("type", entry.type())
                .put("chatId", entry.chat().map(Chat::id).orElse(null));
    }
}
