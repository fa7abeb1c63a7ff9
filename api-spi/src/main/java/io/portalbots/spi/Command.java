package io.portalbots.spi;

import static io.portalbots.spi.Rules.check;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * A slash command of the plugin's bot.
 *
 * @param word without the slash, 2 to 50 of {@code a-z 0-9 - _}
 * @param common whether it works in every chat, the bot being there or not. On one portal a common word belongs to
 *     one plugin only
 * @param hidden whether it is left out of the list people see when they type a slash
 * @param extranet whether people from outside the company can run it
 * @param labels by two-letter language code; at least {@code en}, because portals demand phrases even of hidden commands
 */
public record Command(String word, boolean common, boolean hidden, boolean extranet, Map<String, Phrase> labels) {

    private static final Pattern WORD = Pattern.compile("[a-z0-9_-]{2,50}");

    /**
     * What a command is called in one language.
     *
     * @param title what the command does, 1 to 255 characters
     * @param params what may follow it, such as {@code text to repeat}, up to 255 characters, may be empty
     */
    public record Phrase(String title, String params) {
        public Phrase {
            Rules.text("title", title, 255);
            Rules.optionalText("params", params, 255);
        }
    }

    public Command {
        check(WORD.matcher(word).matches(), "word", "must match " + WORD, word);
        labels = Rules.labels("labels", labels);
    }

    /** A command that people find in the list and run where the bot is. */
    public Command(String word, Map<String, Phrase> labels) {
        this(word, false, false, false, labels);
    }
}
