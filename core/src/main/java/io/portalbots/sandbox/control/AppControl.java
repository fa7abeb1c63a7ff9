package io.portalbots.sandbox.control;

import io.portalbots.sandbox.messenger.Clicks;
import io.portalbots.sandbox.messenger.Dialogs;
import io.portalbots.sandbox.messenger.Presses;
import io.portalbots.sandbox.messenger.Visibility;
import io.portalbots.sandbox.messenger.Visibility.Place;
import io.portalbots.sandbox.model.Button;
import io.portalbots.sandbox.model.Message;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Chat apps as a person finds and uses them. Without {@code session} everything is as in a messenger just loaded; with it
 * as in that messenger, which may have an older list ({@link SessionControl}).
 *
 * <pre>{@code
 * GET  PERSON/apps?dialogId=62[&session=s1]     what is on the panel and in the apps menu
 *   200  [{"appId": 201, "botId": 62, "code": "poll", "title": "Poll", "description": "", "icon": "data:image/png..." or null,
 *          "menu": false,          true: an entry of the apps menu, for want of an icon
 *          "works": true,          false: it is shown, but a click does nothing (409)
 *          "method": "IFRAME",     or PUT, SEND, CALL, SUPPORT
 *          "context": "all"}]
 * POST PERSON/clicks    {"appId": 201, "dialogId": "62", MANNER}
 * POST PERSON/presses   {"messageId": 90001, "button": 0 or "its text", MANNER}      of its keyboard
 *                         {"messageId": 90001, "menu": 0 or "its text", MANNER}        of its menu
 *      MANNER, all optional: "session": "s1",
 *          "space": {"width": 300, "height": 200}    room in px: a frame is cut down to it
 *          "chrome": true, "dark": false             what IS_CHROME and DARK_MODE tell a frame
 *          "tamper": "bad-hash"                      both signatures made with a HASH that nobody has
 *                    "old-hash"                      ... with the HASH the app had before its last
 *                    "other-user"                    USER_ID is another person's, USER_HASH is not
 *   200  {"effect": "frame", "url", "width", "height", "title", "copyright", "popup", "contextMode"}, or another effect
 *   404  SESSION_NOT_FOUND
 *   409  NOT_VISIBLE                                 dead, hidden, or not there: the message says by which rules
 *   409  NOT_TAMPERED                                no frame, or no older HASH
 *
 * GET  PORTAL/visibility?user=2&dialogId=62     all chat apps of the portal, as just loaded
 *   200  [{"appId": 201, "botId": 62, "code": "poll", "context": "all",
 *          "place": "panel", "menu", "buttons" or "nowhere",
 *          "click": true,          whether a click at its place works
 *          "button": true,         whether a button with its APP_ID works
 *          "why": ["CONTEXT all fits a group chat.", "It has an icon, so its place is on the panel."]}]
 * }</pre>
 */
final class AppControl {

    private final Dialogs dialogs;
    private final ClientFields clients;
    private final Clicks clicks;
    private final Presses presses;

    AppControl(Dialogs dialogs, ClientFields clients, Clicks clicks, Presses presses) {
        this.dialogs = dialogs;
        this.clients = clients;
        this.clicks = clicks;
        this.presses = presses;
    }

    JsonArray apps(Exchange exchange) {
        var portal = exchange.portal();
        var person = exchange.person();
        var dialog = exchange.dialog(dialogs, exchange.required("dialogId")).dialog();
        var result = new JsonArray();
        for (var app :
                clients.session(exchange, exchange.query("session")).snapshot().apps()) {
            var verdict = Visibility.listed(portal.traits(), app.shape(), person, dialog);
            if (verdict.place() == Place.PANEL || verdict.place() == Place.MENU) {
                result.add(AppViews.listed(app, verdict));
            }
        }
        return result;
    }

    JsonArray visibility(Exchange exchange) {
        var portal = exchange.portal();
        var person = exchange.person(exchange.required("user"));
        var dialogId = exchange.required("dialogId");
        var dialog = exchange.dialog(dialogs, person, dialogId).dialog();
        return PortalViews.list(
                portal.chatApps().all(),
                app -> AppViews.verdict(app, Visibility.of(portal.traits(), app, person, dialog)));
    }

    JsonObject click(Exchange exchange) {
        var body = exchange.body(ClientFields.and("appId", "dialogId"));
        var entry = exchange.dialog(dialogs, body.text("dialogId"));
        return MessageViews.effect(clicks.click(clients.read(exchange, body), body.number("appId"), entry));
    }

    JsonObject press(Exchange exchange) {
        var portal = exchange.portal();
        var person = exchange.person();
        var body = exchange.body(ClientFields.and("messageId", "button", "menu"));
        var message = message(portal, person, body.number("messageId"));
        var chat = portal.chats().find(message.chatId()).orElseThrow();
        var entry = exchange.dialog(dialogs, chat.dialogId(person.id()));
        var place = body.has("menu") ? Presses.Place.MENU : Presses.Place.KEYBOARD;
        var key = key(message, place, body);
        return MessageViews.effect(presses.press(clients.read(exchange, body), entry, message, place, key));
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
    private static Button.Key key(Message message, Presses.Place place, Fields body) {
        var field = place == Presses.Place.MENU ? "menu" : "button";
        var keys = place.keys(message);
        var named = body.body().getValue(field) instanceof String text
                ? keys.stream().filter(key -> key.text().equals(text)).findFirst()
                : Optional.of(body.number(field))
                        .filter(index -> index >= 0 && index < keys.size())
                        .map(keys::get);
        return named.orElseThrow(() -> ControlError.notVisible("message " + message.id() + " has no " + field + " "
                + body.body().getValue(field)));
    }
}
