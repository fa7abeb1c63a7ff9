package io.portalbots.sandbox.messenger;

import java.util.List;
import java.util.regex.Pattern;

/** The commands in a message: every line {@code /word rest}, at most ten, each pair once [src: im/lib/command.php]. */
final class CommandLines {

    /** A command as it was typed. */
    record Typed(String word, String params) {}

    private static final Pattern LINE = Pattern.compile("(?m)^/(\\S+)(?:[ \\t]+(.*))?$");
    private static final int MOST = 10;

    private CommandLines() {}

    static List<Typed> in(String text) {
        return LINE.matcher(text)
                .results()
                .map(line -> new Typed(
                        line.group(1),
                        line.group(2) == null ? "" : line.group(2).strip()))
                .distinct()
                .limit(MOST)
                .toList();
    }
}
