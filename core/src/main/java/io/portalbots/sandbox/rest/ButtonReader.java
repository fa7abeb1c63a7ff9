package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Button;
import io.portalbots.sandbox.model.Button.Deed;
import io.portalbots.sandbox.wire.Params;
import io.portalbots.sandbox.wire.Php;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads one button of a keyboard or menu: TEXT, and the first present of LINK, APP_ID, ACTION, COMMAND
 * [src: im/lib/bot/keyboard.php].
 */
final class ButtonReader {

    private static final Pattern LINK = Pattern.compile("(/|https?://).*", Pattern.DOTALL);
    private static final Set<String> ACTIONS = Set.of("PUT", "SEND", "COPY", "CALL", "DIALOG", "LIVECHAT", "HELP");
    private static final Pattern COLOR = Pattern.compile("#([0-9a-fA-F]{3}){1,2}");

    /** Decoration and its documented values; that others are left out is a guess. FUNCTION is not among them [src]. */
    private static final Map<String, Pattern> STYLE = Map.of(
            "CONTEXT",
            Pattern.compile("MOBILE|DESKTOP|ALL"),
            "DISPLAY",
            Pattern.compile("LINE|BLOCK"),
            "WIDTH",
            Pattern.compile("[1-9]\\d{0,3}"),
            "BG_COLOR",
            COLOR,
            "BG_COLOR_TOKEN",
            Pattern.compile("primary|secondary|alert|base"),
            "TEXT_COLOR",
            COLOR,
            "OFF_BG_COLOR",
            COLOR,
            "OFF_TEXT_COLOR",
            COLOR);

    private ButtonReader() {}

    /** The button, or nothing if a portal would drop it. */
    static Optional<Button> read(Object sent, int botId) {
        var button = new Params(Php.map(sent));
        if (button.text("TYPE").equals("NEWLINE")) {
            return Optional.of(new Button.NewLine());
        }
        return button.text("TEXT").isEmpty()
                ? Optional.empty()
                : deed(button, botId).map(deed -> key(button, deed));
    }

    private static Button key(Params button, Deed deed) {
        return new Button.Key(button.text("TEXT"), deed, button.yes("BLOCK"), button.yes("DISABLED"), style(button));
    }

    private static Optional<Deed> deed(Params button, int botId) {
        if (LINK.matcher(button.text("LINK")).matches()) {
            return Optional.of(new Deed.Link(button.text("LINK")));
        }
        if (button.integer("APP_ID") > 0) {
            return Optional.of(new Deed.OpenApp(button.integer("APP_ID"), appParams(button)));
        }
        if (ACTIONS.contains(button.text("ACTION"))) {
            return Optional.of(new Deed.Act(button.text("ACTION"), button.text("ACTION_VALUE")));
        }
        var word = button.text("COMMAND").replaceFirst("^/+", "");
        return word.isEmpty() || botId <= 0
                ? Optional.empty()
                : Optional.of(new Deed.Run(botId, word, button.text("COMMAND_PARAMS")));
    }

    /** Only a string; other JSON types are dropped [src]. */
    private static Optional<String> appParams(Params button) {
        return button.raw("APP_PARAMS") instanceof String params && !params.isEmpty()
                ? Optional.of(params)
                : Optional.empty();
    }

    private static Map<String, String> style(Params button) {
        var style = new TreeMap<String, String>();
        STYLE.forEach((name, form) -> {
            if (form.matcher(button.text(name)).matches()) {
                style.put(name, button.text(name));
            }
        });
        return style;
    }
}
