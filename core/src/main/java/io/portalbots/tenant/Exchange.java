package io.portalbots.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One request of ours to a portal or its authorization server, and the answer; without anything that is secret or that
 * people wrote.
 *
 * @param cause what it was made for, such as {@code reconcile}
 * @param parameters by name; the values only of {@link #SHOWN} ones, of others how long they were
 * @param answer {@code ok}, the error's code, or why there was none
 */
public record Exchange(
        TenantId tenant,
        Instant at,
        String method,
        String cause,
        Map<String, String> parameters,
        String answer,
        Duration took) {

    /** Parameters that say which bot, app or command, and how it looks. */
    static final Set<String> SHOWN = Set.of(
            "APP_ID",
            "BOT_ID",
            "CODE",
            "COLOR",
            "COMMAND",
            "COMMAND_ID",
            "COMMON",
            "CONTEXT",
            "DIALOG_ID",
            "EVENT",
            "EXTRANET_SUPPORT",
            "HIDDEN",
            "IFRAME_HEIGHT",
            "IFRAME_POPUP",
            "IFRAME_WIDTH",
            "JS_METHOD",
            "MESSAGE_ID",
            "OPENLINE",
            "TYPE",
            "grant_type",
            "halt");

    private static final int LONGEST = 120;
    private static final int MOST = 50;

    public Exchange {
        answer = cut(answer);
        parameters = Map.copyOf(parameters);
    }

    /** What may be kept of {@code parameters}: of nested values, too, only how long they are. */
    public static Map<String, String> redacted(Map<String, ?> parameters) {
        var shown = new TreeMap<String, String>();
        parameters.entrySet().stream()
                .limit(MOST)
                .forEach(field -> shown.put(cut(field.getKey()), redacted(field.getKey(), field.getValue())));
        return shown;
    }

    /** What may be kept of one of several calls that were sent together: {@code imbot.app.register CODE=echo.help ..}. */
    public static String inShort(String method, Map<String, ?> parameters) {
        var text = new StringBuilder(method);
        redacted(parameters)
                .forEach((name, value) ->
                        text.append(' ').append(name).append('=').append(value));
        return cut(text.toString());
    }

    private static String redacted(String name, Object value) {
        var text = String.valueOf(value);
        var flat = value instanceof String || value instanceof Number || value instanceof Boolean;
        return SHOWN.contains(name) && flat ? cut(text) : "(" + text.length() + " characters)";
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }
}
