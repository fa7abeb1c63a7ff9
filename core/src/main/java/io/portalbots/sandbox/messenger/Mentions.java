package io.portalbots.sandbox.messenger;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mentions in a message, spelled {@code [USER=62]Echo[/USER]}. */
final class Mentions {

    private static final Pattern MENTION =
            Pattern.compile("\\[USER=(\\d{1,9})(?: REPLACE)?\\].*?\\[/USER\\][,:]?", Pattern.CASE_INSENSITIVE);

    private Mentions() {}

    static List<Integer> in(String text) {
        return MENTION.matcher(text)
                .results()
                .map(mention -> Integer.valueOf(mention.group(1)))
                .distinct()
                .toList();
    }

    /** The text without the mentions of those members, nor a comma or colon that follows at once: that is a guess. */
    static String cut(String text, Set<Integer> members) {
        return MENTION.matcher(text)
                .replaceAll(
                        mention -> members.contains(Integer.valueOf(mention.group(1))) ? "" : quote(mention.group()))
                .strip();
    }

    private static String quote(String text) {
        return Matcher.quoteReplacement(text);
    }
}
