package io.portalbots.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * Buttons under a message, put together in their order:
 *
 * <pre>{@code
 * Keyboard.of().run("Yes", "vote", "7 yes").run("No", "vote", "7 no").newRow().open("Results", "results", "7")
 * }</pre>
 *
 * <p>Labels may be what people wrote: what cannot stand on a button is left out or replaced, and they end after 100
 * characters. Grows as it is added to; for one thread.
 */
public final class Keyboard {

    private static final int LONGEST = 100;

    private final List<Button> buttons = new ArrayList<>();
    private boolean newRow;

    private Keyboard() {}

    public static Keyboard of() {
        return new Keyboard();
    }

    /** What follows stands in a new row. */
    public Keyboard newRow() {
        newRow = true;
        return this;
    }

    public Keyboard button(String label, Button.Effect effect) {
        buttons.add(new Button(fit(label), effect, newRow));
        newRow = false;
        return this;
    }

    /** Runs a command of the plugin's bot; nothing is posted in the person's name. */
    public Keyboard run(String label, String word, String params) {
        return button(label, new Button.Effect.Run(word, params));
    }

    /** Opens a frame of the plugin, which gets {@code key}. */
    public Keyboard open(String label, String appCode, String key) {
        return button(label, new Button.Effect.Open(appCode, key));
    }

    /** Opens a page. */
    public Keyboard link(String label, String url) {
        return button(label, new Button.Effect.Link(url));
    }

    /** Puts text into the message box. */
    public Keyboard put(String label, String text) {
        return button(label, new Button.Effect.Put(text));
    }

    /** Sends text to the chat in the person's name. */
    public Keyboard send(String label, String text) {
        return button(label, new Button.Effect.Send(text));
    }

    /** Dials a number. */
    public Keyboard call(String label, String number) {
        return button(label, new Button.Effect.Call(number));
    }

    /** Opens the support chat of an Open Channel. */
    public Keyboard support(String label, String lineCode) {
        return button(label, new Button.Effect.Support(lineCode));
    }

    public List<Button> buttons() {
        return List.copyOf(buttons);
    }

    private static String fit(String label) {
        var clean = Rules.printable(label);
        if (clean.isBlank()) {
            return "…";
        }
        return clean.length() <= LONGEST ? clean : clean.substring(0, end(clean)) + "…";
    }

    /** Where to cut, not within a character of two halves. */
    private static int end(String text) {
        var end = LONGEST - 1;
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
