package io.portalbots.chat;

import io.portalbots.chat.Messenger.KeyButton;
import io.portalbots.chat.Messenger.Press;
import io.portalbots.spi.Button;
import io.portalbots.spi.Button.Effect;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.spi.ChatException;
import java.util.List;

/** Turns buttons of plugins, and apps, into buttons of a portal. */
final class Keyboards {

    private Keyboards() {}

    /**
     * The plugin's buttons.
     *
     * @throws ChatException if one opens an app that is not on the portal
     */
    static List<KeyButton> of(String plugin, List<Button> buttons, List<Directory.Entry> apps) {
        return buttons.stream()
                .map(button -> new KeyButton(button.text(), button.startsRow(), press(plugin, button.effect(), apps)))
                .toList();
    }

    private static Press press(String plugin, Effect effect, List<Directory.Entry> apps) {
        return switch (effect) {
            case Effect.Link link -> new Press.Link(link.url());
            case Effect.Open open -> new Press.App(id(plugin, open.appCode(), apps), open.key());
            case Effect.Put put -> new Press.Client("PUT", put.text());
            case Effect.Send send -> new Press.Client("SEND", send.text());
            case Effect.Call call -> new Press.Client("CALL", call.number());
            case Effect.Support support -> support(support.lineCode());
            case Effect.Run run -> new Press.Command(run.word(), run.params());
        };
    }

    private static long id(String plugin, String code, List<Directory.Entry> apps) {
        return apps.stream()
                .filter(app -> app.plugin().equals(plugin) && app.code().equals(code))
                .mapToLong(Directory.Entry::id)
                .findFirst()
                .orElseThrow(
                        () -> new ChatException("no app '" + code + "' of plugin " + plugin + " is on the portal"));
    }

    /** A button that does what a click on the app does; {@code key} is what a frame is told of where it came from. */
    static Press press(Action action, long appId, String key) {
        return switch (action) {
            case Action.Put put -> new Press.Client("PUT", put.command());
            case Action.Send send -> new Press.Client("SEND", send.command());
            case Action.Call call -> new Press.Client("CALL", call.number());
            case Action.Support support -> support(support.lineCode());
            case Action.Iframe frame -> new Press.App(appId, key);
        };
    }

    /**
     * A guess: the messenger opens an Open Channel as the dialog {@code networkLines} + code, and a button's DIALOG
     * action opens dialogs; that the two go together is documented nowhere.
     */
    private static Press support(String lineCode) {
        return new Press.Client("DIALOG", "networkLines" + lineCode);
    }
}
