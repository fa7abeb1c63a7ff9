package io.portalbots.web.pages;

import java.util.List;

/**
 * One setting on the page.
 *
 * @param value shown in the field; empty for secrets, whatever is kept
 * @param longest how many characters can be typed
 * @param options to choose from; empty unless it is a choice
 * @param why what people get once it is set; may be empty
 * @param missing whether something is missing for want of it
 * @param kept whether a secret is kept
 * @param error what is wrong with the value; empty if nothing is
 * @param test what a test said; empty if there was none
 */
public record Field(
        String key,
        String label,
        Kind kind,
        String value,
        int longest,
        List<String> options,
        String hint,
        String why,
        boolean missing,
        boolean kept,
        String error,
        String test) {

    /** What it looks like. */
    public enum Kind {
        LINE("text"),
        PHONE("tel"),
        CHANNEL("text"),
        CHOICE(""),
        SECRET("password");

        private final String input;

        Kind(String input) {
            this.input = input;
        }

        /** The type of its input element. */
        public String input() {
            return input;
        }

        /** Whether something can be said of a value beyond its form. */
        public boolean testable() {
            return this == PHONE || this == CHANNEL;
        }
    }

    public Field {
        options = List.copyOf(options);
    }
}
