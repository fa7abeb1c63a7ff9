package io.portalbots.spi;

import java.util.List;

/**
 * What a {@link Keyboard} and a {@link Menu} have in common: both are put together of things to press, in their order.
 * Labels may be what people wrote: what cannot stand on a button is left out or replaced, and they end after 100
 * characters. Portals take 30 KB of each.
 *
 * @param <B> which of the two it is
 */
public sealed interface Buttons<B extends Buttons<B>> permits Keyboard, Menu {

    /** Adds one more. */
    B button(String label, Button.Effect effect);

    /** Runs a command of the plugin's bot; nothing is posted in the person's name. */
    default B run(String label, String word, String params) {
        return button(label, new Button.Effect.Run(word, params));
    }

    /** Opens a frame of the plugin, which gets {@code key}. */
    default B open(String label, String appCode, String key) {
        return button(label, new Button.Effect.Open(appCode, key));
    }

    /** Opens a page. */
    default B link(String label, String url) {
        return button(label, new Button.Effect.Link(url));
    }

    /** Puts text into the message box. */
    default B put(String label, String text) {
        return button(label, new Button.Effect.Put(text));
    }

    /** Sends text to the chat in the person's name. */
    default B send(String label, String text) {
        return button(label, new Button.Effect.Send(text));
    }

    /** Dials a number. */
    default B call(String label, String number) {
        return button(label, new Button.Effect.Call(number));
    }

    /** Opens the support chat of an Open Channel. */
    default B support(String label, String lineCode) {
        return button(label, new Button.Effect.Support(lineCode));
    }

    /** Those added so far. */
    List<Button> buttons();
}
