package io.portalbots.sandbox.control;

import io.portalbots.sandbox.messenger.Clicks;
import io.portalbots.sandbox.messenger.Dialogs;
import io.portalbots.sandbox.messenger.Messenger;
import io.portalbots.sandbox.messenger.Presses;
import io.portalbots.sandbox.messenger.Visibility;
import io.portalbots.sandbox.messenger.Visibility.Place;
import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Button;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.Image;
import io.portalbots.sandbox.model.Message;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What a person does in the messenger: read, write, click, press. */
final class PersonControl {

    private final Messenger messenger;
    private final Dialogs dialogs;
    private final Clicks clicks;
    private final Presses presses;

    PersonControl(Messenger messenger, Dialogs dialogs, Clicks clicks, Presses presses) {
        this.messenger = messenger;
        this.dialogs = dialogs;
        this.clicks = clicks;
        this.presses = presses;
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
                .flatMap(found -> portal.messages().after(after).filter(message -> message.chatId() == found.id()))
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

    JsonArray apps(Exchange exchange) {
        var portal = exchange.portal();
        var person = exchange.person();
        var dialog = entry(exchange, exchange.required("dialogId")).dialog();
        var result = new JsonArray();
        for (var app : portal.chatApps().all()) {
            switch (Visibility.of(app, person, dialog)) {
                case PANEL -> result.add(app(portal, person, app, Place.PANEL));
                case MENU -> result.add(app(portal, person, app, Place.MENU));
                case BUTTONS, NOWHERE -> {}
            }
        }
        return result;
    }

    JsonObject click(Exchange exchange) {
        var body = exchange.body("appId", "dialogId");
        var entry = entry(exchange, body.text("dialogId"));
        return MessageViews.effect(clicks.click(exchange.portal(), exchange.person(), body.number("appId"), entry));
    }

    JsonObject press(Exchange exchange) {
        var portal = exchange.portal();
        var person = exchange.person();
        var body = exchange.body("messageId", "button");
        var message = message(portal, person, body.number("messageId"));
        var chat = portal.chats().find(message.chatId()).orElseThrow();
        var entry = entry(exchange, chat.dialogId(person.id()));
        return MessageViews.effect(presses.press(portal, person, entry, message, key(message, body)));
    }

    private Dialogs.Entry entry(Exchange exchange, String dialogId) {
        return dialogs.find(exchange.portal(), exchange.person(), dialogId)
                .orElseThrow(() -> ControlError.notVisible("dialog '" + dialogId + "' is not open to user "
                        + exchange.person().id()));
    }

    private List<Bot> typing(Portal portal, Chat chat) {
        return portal.bots().all().stream()
                .filter(bot -> messenger.isTyping(portal, chat, bot.id()))
                .toList();
    }

    private static Message message(Portal portal, Person person, int id) {
        return portal.messages()
                .find(id)
                .filter(message -> portal.chats()
                        .find(message.chatId())
                        .filter(chat -> chat.members().contains(person.id()))
                        .isPresent())
                .orElseThrow(() -> ControlError.notVisible("message " + id + " is not visible to user " + person.id()));
    }

    /** By position, line breaks not counted, or by text. */
    private static Button.Key key(Message message, Fields body) {
        var keys = message.keyboard().stream()
                .filter(Button.Key.class::isInstance)
                .map(Button.Key.class::cast)
                .toList();
        var named = body.body().getValue("button") instanceof String text
                ? keys.stream().filter(key -> key.text().equals(text)).findFirst()
                : Optional.of(body.number("button"))
                        .filter(index -> index >= 0 && index < keys.size())
                        .map(keys::get);
        return named.orElseThrow(() -> ControlError.notVisible(
                "message " + message.id() + " has no button " + body.body().getValue("button")));
    }

    private static JsonObject dialog(Dialogs.Entry entry) {
        return new JsonObject()
                .put("dialogId", entry.dialogId())
                .put("title", entry.title())
                .put("type", entry.type())
                .put("chatId", entry.chat().map(Chat::id).orElse(null));
    }

    private static JsonObject app(Portal portal, Person person, ChatApp app, Place place) {
        var phrase = app.phrase(person.language(), portal.traits().language());
        return new JsonObject()
                .put("appId", app.id())
                .put("botId", app.botId())
                .put("code", app.code())
                .put("title", phrase.map(ChatApp.Phrase::title).orElse(""))
                .put("description", phrase.map(ChatApp.Phrase::description).orElse(""))
                .put("icon", app.icon().map(Image::dataUri).orElse(null))
                .put("menu", place == Place.MENU)
                .put("method", method(app.action()))
                .put("context", app.context());
    }

    private static String method(ChatApp.Action action) {
        return switch (action) {
            case ChatApp.Action.Js js -> js.method();
            case ChatApp.Action.Frame frame -> "IFRAME";
        };
    }
}
