package io.portalbots.spi;

import java.util.List;
import java.util.Optional;

/**
 * The dialog an event came from, to answer into. Implemented by the platform; its methods block until the portal
 * took what is said.
 *
 * <p>A plain {@code String} may hold the portal's BB codes, so what people wrote goes into a {@link Text}, or through
 * {@link Text#escape}. Buttons are put together by a {@link Keyboard}, and a message's own menu by a {@link Menu}; each
 * may have 30 KB.
 */
public interface Chat extends Host {

    /** Says {@code text} as the bot. */
    default void say(String text) {
        say(text, List.of());
    }

    /**
     * Says {@code text} as the bot, above buttons.
     *
     * @throws ChatException if the portal refuses, or does not answer
     */
    void say(String text, List<Button> keyboard);

    /** Says {@code text} as the bot. */
    default void say(Text text) {
        say(text.toString(), List.of());
    }

    /** Says {@code text} as the bot, above buttons. */
    default void say(Text text, Keyboard keyboard) {
        say(text.toString(), keyboard.buttons());
    }

    /**
     * Says {@code text} as the bot, above buttons and with a menu; either may be empty.
     *
     * @throws ChatException if the portal refuses, or does not answer
     */
    default void say(Text text, Keyboard keyboard, Menu menu) {
        throw new UnsupportedOperationException("this chat has no menus");
    }

    /** As {@link #post(String, List)}. */
    default long post(Text text, Keyboard keyboard) {
        return post(text.toString(), keyboard.buttons());
    }

    /** As {@link #say(Text, Keyboard, Menu)}, and answers as {@link #post(String, List)} does. */
    default long post(Text text, Keyboard keyboard, Menu menu) {
        throw new UnsupportedOperationException("this chat has no menus");
    }

    /**
     * As {@link #say(String, List)}, and answers the portal's number of the message, for {@link #edit(long, String, List)}.
     *
     * @throws ChatException also if the portal took the message, but does not say its number
     */
    default long post(String text, List<Button> keyboard) {
        throw new UnsupportedOperationException("this chat does not number its messages");
    }

    /** This one. */
    @Override
    default Optional<Chat> chat() {
        return Optional.of(this);
    }

    /** Shows people for some seconds that the bot is typing. */
    void typing();
}
