package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.messenger.Visibility.Place;
import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import java.util.Optional;

/** What happens when a person opens a chat app, from the panel or by a button. */
public final class Clicks {

    private final Messenger messenger;
    private final Dialogs dialogs;

    /** Clicks in dialogs that {@code messenger} keeps. */
    public Clicks(Messenger messenger, Dialogs dialogs) {
        this.messenger = messenger;
        this.dialogs = dialogs;
    }

    /** A click on the panel or in the apps menu. */
    public Effect click(Portal portal, Person person, int appId, Dialogs.Entry entry) {
        return portal.chatApps()
                .find(appId)
                .filter(app -> isListed(Visibility.of(app, person, entry.dialog())))
                .map(app -> perform(portal, person, entry, app, Optional.empty()))
                .orElseGet(() -> new Effect.NotVisible("app " + appId + " is not on the panel of dialog "
                        + entry.dialogId() + " for user " + person.id()));
    }

    /** A press on a keyboard button with an APP_ID. */
    Effect open(Portal portal, Person person, int appId, Dialogs.Entry entry, FrameUrl.FromButton button) {
        return portal.chatApps()
                .find(appId)
                .filter(app -> Visibility.of(app, person, entry.dialog()) != Place.NOWHERE)
                .map(app -> perform(portal, person, entry, app, Optional.of(button)))
                .orElseGet(() -> new Effect.NotVisible(
                        "app " + appId + " opens nothing in dialog " + entry.dialogId() + " for user " + person.id()));
    }

    private static boolean isListed(Place place) {
        return place == Place.PANEL || place == Place.MENU;
    }

    private Effect perform(
            Portal portal, Person person, Dialogs.Entry entry, ChatApp app, Optional<FrameUrl.FromButton> button) {
        var chat = dialogs.open(portal, person, entry);
        return switch (app.action()) {
            case ChatApp.Action.Js js -> run(portal, person, chat, js);
            case ChatApp.Action.Frame frame -> open(portal, person, chat, app, frame, button);
        };
    }

    private Effect run(Portal portal, Person person, Chat chat, ChatApp.Action.Js js) {
        return switch (js.method()) {
            case "PUT" -> new Effect.Put(js.param());
            case "SEND" ->
                new Effect.Sent(
                        js.param(),
                        messenger.say(portal, person, chat, js.param()).id());
            case "CALL" -> new Effect.Call(js.param());
            case "SUPPORT" -> new Effect.Support(js.param());
            default -> throw new IllegalStateException("no JS method " + js.method());
        };
    }

    /** While a frame is open its bot may write into the dialog [src: im/install/js/im/im.js]. */
    private Effect open(
            Portal portal,
            Person person,
            Chat chat,
            ChatApp app,
            ChatApp.Action.Frame frame,
            Optional<FrameUrl.FromButton> button) {
        messenger.grant(portal, chat, app.botId());
        var address = address(portal, person, chat, app);
        var url =
                button.map(from -> address.fromButton(app, frame, from)).orElseGet(() -> address.fromPanel(app, frame));
        var phrase = app.phrase(person.language(), portal.traits().language());
        return new Effect.Frame(
                url,
                frame.width(),
                frame.height(),
                phrase.map(ChatApp.Phrase::title).orElse(""),
                phrase.map(ChatApp.Phrase::copyright).orElse(""),
                frame.popup() || button.isPresent(),
                button.isPresent());
    }

    private static FrameUrl address(Portal portal, Person person, Chat chat, ChatApp app) {
        var botCode = portal.bots().find(app.botId()).map(Bot::code).orElse("");
        return new FrameUrl(
                portal.host(),
                portal.origin(),
                portal.privateId(),
                botCode,
                person.id(),
                chat.dialogId(person.id()),
                chat,
                person.language());
    }
}
