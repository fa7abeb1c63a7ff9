package io.portalbots.spi;

/**
 * A command that a person ran.
 *
 * @param word without the slash
 * @param params the rest of the line, possibly empty
 * @param messageId the message it stood in, or whose button was pressed, or whose menu it was picked from
 * @param source how it was run
 */
public record CommandCall(String word, String params, long messageId, Source source, Person person, Dialog dialog) {

    /** How a command was run. */
    public enum Source {
        TYPED,
        KEYBOARD,
        MENU
    }
}
