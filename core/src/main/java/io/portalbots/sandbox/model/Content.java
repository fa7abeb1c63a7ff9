package io.portalbots.sandbox.model;

import java.util.List;

/**
 * What a message says.
 *
 * @param keyboard buttons under it
 * @param menu entries of its context menu
 * @param flags how it is shown, and to whom
 */
public record Content(String text, Attach attach, List<Button> keyboard, List<Button> menu, Flags flags) {

    /**
     * The yes or no of a message.
     *
     * @param system shown without its author
     * @param urlPreview links in it become cards
     * @param skipConnector kept from the customer of an Open Channel
     */
    public record Flags(boolean system, boolean urlPreview, boolean skipConnector) {

        /** What a message has if nothing was said. */
        public static final Flags USUAL = new Flags(false, true, false);
    }

    /** Plain text. */
    public static Content text(String text) {
        return new Content(text, Attach.NONE, List.of(), List.of(), Flags.USUAL);
    }

    /** The same with another text. */
    public Content withText(String other) {
        return new Content(other, attach, keyboard, menu, flags);
    }

    /** The same with other buttons. */
    public Content withKeyboard(List<Button> buttons) {
        return new Content(text, attach, buttons, menu, flags);
    }

    /** The same, shown otherwise. */
    public Content withFlags(Flags others) {
        return new Content(text, attach, keyboard, menu, others);
    }
}
