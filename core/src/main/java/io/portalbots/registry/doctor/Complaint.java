package io.portalbots.registry.doctor;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Somebody misses an app.
 *
 * @param plugin that should offer it
 * @param code of the app, within its plugin
 * @param person who misses it, by the portal's number
 * @param dialog in which, as the portal names it: {@code chat443}, or the number of the person or bot at its other end
 */
public record Complaint(String plugin, String code, OptionalLong person, Optional<String> dialog) {

    private static final Pattern DIALOG = Pattern.compile("(chat)?[0-9]{1,15}");

    public Complaint {
        if (dialog.filter(id -> !DIALOG.matcher(id).matches()).isPresent()) {
            throw new IllegalArgumentException(
                    "a dialog is a number, or 'chat' and one, unlike '" + dialog.get() + "'");
        }
    }

    /**
     * Reads what people write.
     *
     * @param app as in {@code echo.board}
     * @param person a number; empty if nobody is named
     * @param dialog empty if none is named
     * @throws IllegalArgumentException naming what is wrong
     */
    public static Complaint of(String app, String person, String dialog) {
        var dot = app.lastIndexOf('.');
        if (dot < 1 || dot == app.length() - 1) {
            throw new IllegalArgumentException("an app is named PLUGIN.APP, such as echo.board, unlike '" + app + "'");
        }
        if (!person.matches("[0-9]{0,15}")) {
            throw new IllegalArgumentException("a person is named by a number, unlike '" + person + "'");
        }
        return new Complaint(
                app.substring(0, dot),
                app.substring(dot + 1),
                person.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(person)),
                dialog.isEmpty() ? Optional.empty() : Optional.of(dialog));
    }

    /** The app, as the codes of {@code imbot.app} have it. */
    public String app() {
        return plugin + "." + code;
    }
}
