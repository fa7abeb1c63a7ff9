package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Button;
import java.util.List;

/** What a message says, before it is one. */
public record Content(String text, List<Button> keyboard, List<Button> menu, boolean system) {

    /** Plain text. */
    public static Content text(String text) {
        return new Content(text, List.of(), List.of(), false);
    }
}
