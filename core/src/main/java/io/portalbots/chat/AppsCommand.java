package io.portalbots.chat;

import io.portalbots.plugin.Plugin;
import io.portalbots.spi.Command;
import io.portalbots.spi.Command.Phrase;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The command {@code /apps} of every bot of ours, by which people get the menu: it shows a new app at once, while the
 * panel takes up to 26 minutes, and where a messenger has no panel at all. A plugin that has the word itself keeps it.
 */
public final class AppsCommand {

    private static final String WORD = "apps";
    private static final Command COMMAND = new Command(
            WORD,
            false,
            false,
            true,
            Phrases.LANGUAGES.stream()
                    .collect(Collectors.toMap(
                            Function.identity(),
                            language -> new Phrase(Phrases.in(language).of("apps.title"), ""))));

    private AppsCommand() {}

    /** As portals are told of it. */
    public static Command command() {
        return COMMAND;
    }

    /** Whether {@code word} is it for a bot without a plugin of its own. */
    static boolean is(String word) {
        return word.equals(WORD);
    }

    /** Whether {@code word} is it for the bot of {@code plugin}. */
    static boolean is(String word, Plugin plugin) {
        return is(word)
                && plugin.commands().stream().noneMatch(own -> own.word().equals(WORD));
    }
}
