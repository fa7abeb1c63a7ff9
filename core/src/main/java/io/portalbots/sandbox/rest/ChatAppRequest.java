package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.ChatApp.Action;
import io.portalbots.sandbox.wire.Params;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of {@code imbot.app.register} and of {@code imbot.app.update}'s FIELDS that both read alike.
 *
 * @param fields the parameters with upper-case names
 */
record ChatAppRequest(Params fields) {

    private static final int HASH_LENGTH = 32;
    private static final int COLUMN = 255;
    private static final Pattern TEXT = Pattern.compile("/[A-Za-z0-9_+/-]+( +[A-Za-z0-9_+/-]+)*");

    /**
     * By JS method: what its parameter must match as a whole, and the messenger's function that runs it. The alphabet is
     * the barrier against injection, for the old messenger evaluates the stored text.
     */
    private static final Map<String, JsMethod> JS_METHODS = Map.of(
            "PUT", new JsMethod(TEXT, "BXIM.putMessage('')"),
            "SEND", new JsMethod(TEXT, "BXIM.sendMessage('')"),
            "CALL", new JsMethod(Pattern.compile("\\+?[0-9 ()#+-]*[0-9][0-9 ()#+-]*"), "BXIM.phoneTo('')"),
            "SUPPORT", new JsMethod(Pattern.compile("[0-9a-fA-F]{32}"), "BXIM.openMessenger('networkLines')"));

    private record JsMethod(Pattern param, String wrapper) {}

    /** Whether the JS branch is taken; then everything about frames is ignored. */
    boolean isJs() {
        return JS_METHODS.containsKey(fields.text("JS_METHOD")) && !fields.empty("JS_PARAM");
    }

    /** Whether the IFRAME branch is taken. */
    boolean isFrame() {
        return !isJs() && !fields.empty("IFRAME");
    }

    /** The JS action, if the parameter has the method's form. */
    Optional<Action> js() {
        var method = fields.text("JS_METHOD");
        var param = fields.text("JS_PARAM");
        return Optional.ofNullable(JS_METHODS.get(method))
                .filter(known -> isJs() && known.param().matcher(param).matches())
                .map(known -> new Action.Js(method, param));
    }

    boolean hasHash() {
        return fields.text("HASH").length() == HASH_LENGTH;
    }

    /** The frame's address with the separator that the messenger's parameters follow. */
    String frameUrl() {
        var url = fields.text("IFRAME");
        return url + (url.contains("?") ? "&" : "?");
    }

    /** A size as it is stored: what was there before if absent, else at least {@code least}. */
    int size(String name, int least, int before) {
        return fields.has(name) ? Math.max(least, fields.integer(name)) : before;
    }

    String context(String before) {
        return fields.empty("CONTEXT") ? before : fields.text("CONTEXT").toLowerCase(Locale.ROOT);
    }

    /** Whether something is longer than its column [src: im/lib/model/app.php]. */
    boolean isTooLong() {
        return Common.exceeds(COLUMN, fields.text("CODE"), isFrame() ? frameUrl() : "", wrapped())
                || Common.exceeds(128, fields.text("CONTEXT"));
    }

    /** Phrases; entries without language or title, or too long, are skipped silently [src]. */
    List<ChatApp.Phrase> lang() {
        return fields.entries("LANG").stream()
                .map(entry -> new ChatApp.Phrase(
                        entry.text("LANGUAGE_ID").toLowerCase(Locale.ROOT),
                        entry.text("TITLE"),
                        entry.text("DESCRIPTION"),
                        entry.text("COPYRIGHT")))
                .filter(ChatAppRequest::isUsable)
                .toList();
    }

    private String wrapped() {
        var method = JS_METHODS.get(fields.text("JS_METHOD"));
        return method == null || !isJs() ? "" : method.wrapper() + fields.text("JS_PARAM");
    }

    private static boolean isUsable(ChatApp.Phrase phrase) {
        var language = phrase.languageId();
        return !language.isEmpty()
                && language.length() <= 2
                && !phrase.title().isEmpty()
                && !Common.exceeds(COLUMN, phrase.title(), phrase.description(), phrase.copyright());
    }
}
