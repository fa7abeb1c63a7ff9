package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Button;
import io.portalbots.sandbox.model.Button.Deed;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Message;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import java.util.List;
import java.util.regex.Pattern;

/** What happens when a person presses a button of a keyboard, or picks an entry of a message's menu. */
public final class Presses {

    /** Where a button is. */
    public enum Place {
        /** Under the message. */
        KEYBOARD,
        /** In its context menu. */
        MENU;

        /** Buttons to press there, line breaks not counted. */
        public List<Button.Key> keys(Message message) {
            return (this == MENU ? message.menu() : message.keyboard())
                    .stream()
                            .filter(Button.Key.class::isInstance)
                            .map(Button.Key.class::cast)
                            .toList();
        }
    }

    private static final Pattern OPEN_CHANNEL = Pattern.compile("networkLines([0-9a-fA-F]{32})");

    private final Messenger messenger;
    private final Dialogs dialogs;
    private final Clicks clicks;

    /** Presses in dialogs that {@code messenger} keeps. */
    public Presses(Messenger messenger, Dialogs dialogs, Clicks clicks) {
        this.messenger = messenger;
        this.dialogs = dialogs;
        this.clicks = clicks;
    }

    /** Presses {@code key}, which is in {@code place} of {@code message}, which is in {@code entry}. */
    public Effect press(Client client, Dialogs.Entry entry, Message message, Place place, Button.Key key) {
        if (key.disabled()) {
            return new Effect.NotVisible("button '" + key.text() + "' of message " + message.id() + " is disabled");
        }
        var effect = perform(client, entry, message, place, key.deed());
        if (key.block() && place == Place.KEYBOARD && !(effect instanceof Effect.Nothing)) {
            lock(client.portal(), message);
        }
        return effect;
    }

    private Effect perform(Client client, Dialogs.Entry entry, Message message, Place place, Deed deed) {
        var portal = client.portal();
        var person = client.person();
        var chat = dialogs.open(portal, person, entry);
        return switch (deed) {
            case Deed.Link link -> new Effect.Link(link.url());
            case Deed.OpenApp open ->
                clicks.open(
                        client,
                        open.appId(),
                        entry,
                        new FrameUrl.FromButton(message.id(), open.params(), place == Place.MENU));
            case Deed.Act act -> act(portal, person, chat, act);
            case Deed.Run run -> run(portal, person, chat, message, place, run);
        };
    }

    private Effect act(Portal portal, Person person, Chat chat, Deed.Act act) {
        return switch (act.action()) {
            case "PUT" -> new Effect.Put(act.value());
            case "SEND" ->
                new Effect.Sent(
                        act.value(),
                        messenger.say(portal, person, chat, act.value()).id());
            case "CALL" -> new Effect.Call(act.value());
            case "COPY" -> new Effect.Copy(act.value());
            case "DIALOG" -> dialog(act.value());
            default -> new Effect.Vendor(act.action(), act.value());
        };
    }

    private static Effect dialog(String value) {
        var channel = OPEN_CHANNEL.matcher(value);
        return channel.matches() ? new Effect.Support(channel.group(1)) : new Effect.OpenDialog(value);
    }

    private Effect run(Portal portal, Person person, Chat chat, Message message, Place place, Deed.Run run) {
        var pressed = new Router.Pressed(run.botId(), run.command(), run.params(), place.name());
        return messenger.press(portal, person, chat, message, pressed)
                ? new Effect.Commanded()
                : new Effect.NotVisible("command '" + run.command() + "' of bot " + run.botId() + " does not run here");
    }

    private static void lock(Portal portal, Message message) {
        var locked = message.keyboard().stream().map(Presses::locked).toList();
        portal.messages().replace(message.id(), message.withKeyboard(locked));
    }

    private static Button locked(Button button) {
        return switch (button) {
            case Button.Key key -> key.locked();
            case Button.NewLine newLine -> newLine;
        };
    }
}
