package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.ChatApp.Action;
import io.portalbots.sandbox.model.ChatApp.Phrase;
import io.portalbots.sandbox.model.Image;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.wire.Params;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The part of {@code imbot.app.register} and of {@code imbot.app.update}'s FIELDS that both read alike.
 *
 * @param fields the parameters with upper-case names
 */
record ChatAppRequest(Params fields, Reading reading) {

    private static final int COLUMN = 255;
    private static final int CONTEXT_COLUMN = 128;

    /** How much a portal keeps of a HASH, and how much the reference demands. */
    static final int HASH_COLUMN = 32;

    /** Whether the JS branch is taken; then the address of a frame is ignored. */
    boolean isJs() {
        return method().isPresent() && !fields.empty("JS_PARAM");
    }

    /** Whether the IFRAME branch is taken. */
    boolean isFrame() {
        return !isJs() && !fields.empty("IFRAME");
    }

    /** What to run, if the parameter has the method's form. */
    Optional<Action.Js> js() {
        return method().filter(method -> isJs())
                .flatMap(method -> reading.param(method, fields.text("JS_PARAM"))
                        .map(param -> new Action.Js(method.name(), param)));
    }

    boolean isFrameAtWrongPlace(Portal portal) {
        return isFrame() && !FrameAddress.isAllowed(portal, fields.text("IFRAME"));
    }

    /** The frame's address with the separator that the messenger's parameters follow. */
    String frameUrl() {
        var url = fields.text("IFRAME");
        return url + (url.contains("?") ? "&" : "?");
    }

    /** Whether HASH has another length than the reference demands [seed]. */
    boolean hasWrongHash() {
        return !fields.empty("HASH") && Common.length(fields.text("HASH")) != HASH_COLUMN;
    }

    /** Whether HASH does not fit its column. */
    boolean isHashTooLong() {
        return Common.exceeds(HASH_COLUMN, fields.text("HASH"));
    }

    /** A size as it is stored: what was there before if absent, else at least {@code least}. */
    int size(String name, int least, int before) {
        return isSaid(name) ? Math.max(least, fields.integer(name)) : before;
    }

    /** Whether it is there at all, were it empty: this is how sizes are looked for. */
    boolean isSaid(String name) {
        return fields.raw(name) != null;
    }

    String context(String before) {
        return fields.empty("CONTEXT") ? before : fields.text("CONTEXT").toLowerCase(Locale.ROOT);
    }

    /** The icon, unless it is unusable: nobody is told [src]. */
    Optional<Image> icon() {
        return Image.read(fields.text("ICON_FILE"));
    }

    /** Whether something is longer than its column [src: im/lib/model/app.php]. */
    boolean isTooLong() {
        return Common.exceeds(
                        COLUMN,
                        isFrame() ? frameUrl() : "",
                        js().map(Action.Js::script).orElse(""))
                || Common.exceeds(CONTEXT_COLUMN, fields.text("CONTEXT"));
    }

    /** Phrases; entries without language or title, or too long, are skipped silently [src]. */
    List<Phrase> lang() {
        return fields.entries("LANG").stream()
                .map(entry -> new Phrase(
                        entry.text("LANGUAGE_ID").toLowerCase(Locale.ROOT),
                        entry.text("TITLE"),
                        entry.text("DESCRIPTION"),
                        entry.text("COPYRIGHT")))
                .filter(ChatAppRequest::isUsable)
                .toList();
    }

    private Optional<JsMethod> method() {
        return JsMethod.of(fields.text("JS_METHOD"));
    }

    private static boolean isUsable(Phrase phrase) {
        var language = phrase.languageId();
        return !language.isEmpty()
                && !Common.exceeds(2, language)
                && !phrase.title().isEmpty()
                && !Common.exceeds(COLUMN, phrase.title(), phrase.description(), phrase.copyright());
    }
}
