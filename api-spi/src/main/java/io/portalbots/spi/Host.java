package io.portalbots.spi;

import java.util.List;
import java.util.Optional;

/**
 * What the platform does for a plugin while it handles one call, which is about one portal. It is good for that call
 * only, and refuses afterwards. Implemented by the platform.
 */
public interface Host {

    /** What the plugin keeps for the portal. */
    default Storage storage() {
        throw new UnsupportedOperationException("this host has no storage");
    }

    /** The portal's own REST methods. */
    default Portal portal() {
        throw new UnsupportedOperationException("this host calls no portal");
    }

    /**
     * The dialog the call is about, to speak into as the bot that owns the app. A frame names it by a claim of the browser,
     * so the portal is asked whether the person is in it: empty if not, and for a private chat of two people, where a bot
     * cannot be.
     *
     * @throws ChatException if the portal does not answer
     */
    default Optional<Chat> chat() {
        return Optional.empty();
    }

    /**
     * Changes a message of the plugin's own bot, in whatever dialog it is: its text, and the buttons under it, which go if
     * there are none. A menu that it has stays. Portals allow it for three days.
     *
     * @param messageId as {@link Chat#post(String, List)} answered it
     * @throws ChatException if the plugin has no bot of its own, or the portal refuses, or does not answer
     */
    default void edit(long messageId, String text, List<Button> keyboard) {
        throw new UnsupportedOperationException("this host changes no messages");
    }

    /** As {@link #edit(long, String, List)}. */
    default void edit(long messageId, Text text, Keyboard keyboard) {
        edit(messageId, text.toString(), keyboard.buttons());
    }

    /** As {@link #edit(long, String, List)}, and changes its menu too, which goes if it is empty. */
    default void edit(long messageId, Text text, Keyboard keyboard, Menu menu) {
        throw new UnsupportedOperationException("this host changes no menus");
    }
}
