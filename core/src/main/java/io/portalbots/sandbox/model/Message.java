package io.portalbots.sandbox.model;

import java.time.Instant;
import java.util.List;

/**
 * A message in a chat.
 *
 * @param keyboard buttons under it
 * @param menu entries of its context menu
 * @param system shown without its author
 */
public record Message(
        int id,
        int chatId,
        int authorId,
        String text,
        List<Button> keyboard,
        List<Button> menu,
        boolean system,
        Instant at) {

    /** The same message with other buttons. */
    public Message withKeyboard(List<Button> buttons) {
        return new Message(id, chatId, authorId, text, buttons, menu, system, at);
    }
}
