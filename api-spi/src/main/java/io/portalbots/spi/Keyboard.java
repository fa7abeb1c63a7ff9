package io.portalbots.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * Buttons under a message:
 *
 * <pre>{@code
 * Keyboard.of().run("Yes", "vote", "7 yes").run("No", "vote", "7 no").newRow().open("Results", "results", "7")
 * }</pre>
 *
 * <p>Grows as it is added to; for one thread.
 */
public final class Keyboard implements Buttons<Keyboard> {

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

    @Override
    public Keyboard button(String label, Button.Effect effect) {
        buttons.add(new Button(Rules.fit(label, Button.LONGEST), effect, newRow));
        newRow = false;
        return this;
    }

    @Override
    public List<Button> buttons() {
        return List.copyOf(buttons);
    }
}
