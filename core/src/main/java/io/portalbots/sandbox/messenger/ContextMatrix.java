package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.PortalTraits.Mode;
import java.util.Map;

/**
 * Which {@code CONTEXT} fits which dialog. Pure. The contract is the plain reading of the REST reference [seed]: USER is
 * person to person, CHAT groups only, BOT the dialog with the owning bot only, and {@code -admin} hides from everybody
 * else. The real one is that of the old messenger [src: im/install/js/im/im.js, css/im.css], where stylesheet and script
 * disagree now and then. A word that neither knows counts as {@code all}.
 */
final class ContextMatrix {

    /**
     * What a context does in a dialog, and why.
     *
     * @param sentence one clear sentence
     */
    record Finding(Cell cell, String sentence) {}

    /** Columns: private with a person, with the own bot, with another bot; group; Open Channels; telephony. */
    private static final Map<String, String> CONTRACT = Map.of(
            "all", "++++++",
            "user", "+-----",
            "chat", "---+--",
            "bot", "-+----",
            "lines", "----+-",
            "call", "-----+");

    private static final Map<String, String> REAL = Map.of(
            "all", "++++++",
            "user", "+++--o",
            "chat", "---++b",
            "bot", "-+b---",
            "lines", "----+-",
            "call", "-----+");

    private static final String ADMIN = "-admin";
    private static final String LINES = "lines-";

    private ContextMatrix() {}

    /** What {@code context} does for {@code viewer} in {@code dialog} to an app of bot {@code botId}. */
    static Finding find(Mode mode, String context, int botId, Person viewer, Dialog dialog) {
        if (!context.endsWith(ADMIN)) {
            return byWord(mode, context, botId, dialog);
        }
        if (viewer.admin()) {
            return byWord(mode, context.substring(0, context.length() - ADMIN.length()), botId, dialog);
        }
        var cell = mode == Mode.REAL && context.equals("all" + ADMIN) ? Cell.REFUSED : Cell.NEVER;
        var rule = cell == Cell.REFUSED
                ? " shows its icon to everybody but works for administrators only"
                : " is for administrators only";
        return new Finding(cell, "CONTEXT " + context + rule + ", and " + viewer.name() + " is none.");
    }

    private static Finding byWord(Mode mode, String word, int botId, Dialog dialog) {
        if (mode == Mode.REAL && word.startsWith(LINES)) {
            var fits = dialog.equals(new Dialog.Lines(word.substring(LINES.length())));
            return finding(word, fits ? Cell.WORKS : Cell.NEVER, dialog);
        }
        var row = (mode == Mode.REAL ? REAL : CONTRACT).get(word);
        return row == null
                ? new Finding(Cell.WORKS, "CONTEXT " + word + " is an unknown word and counts as all.")
                : finding(word, Cell.of(row.charAt(column(dialog, botId))), dialog);
    }

    private static Finding finding(String word, Cell cell, Dialog dialog) {
        return new Finding(cell, "CONTEXT " + word + " " + cell.verb() + " " + dialog.label() + ".");
    }

    private static int column(Dialog dialog, int botId) {
        return switch (dialog) {
            case Dialog.WithPerson person -> 0;
            case Dialog.WithBot bot -> bot.botId() == botId ? 1 : 2;
            case Dialog.Group group -> 3;
            case Dialog.Lines lines -> 4;
            case Dialog.Telephony telephony -> 5;
        };
    }
}
