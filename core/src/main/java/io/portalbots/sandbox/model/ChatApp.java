package io.portalbots.sandbox.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A chat app: an entry near the message box, owned by a bot. What it runs and what it opens are two columns: portals
 * were seen to fill both [src: im/lib/app.php].
 *
 * @param code unique within the bot
 * @param clientId the application that registered it
 * @param js what it runs, if anything
 * @param frame what it opens; without an address there is no frame
 * @param hash the secret that signs frames, 32 symbols; made by the portal for an app that is no frame
 * @param context where it is available, lower case, such as {@code all} or {@code chat-admin}; not validated [src]
 */
public record ChatApp(
        int id,
        int botId,
        String code,
        String clientId,
        Optional<Action.Js> js,
        Action.Frame frame,
        String hash,
        String context,
        boolean hidden,
        boolean extranetSupport,
        boolean livechatSupport,
        Optional<Image> icon,
        List<Phrase> lang) {

    public ChatApp {
        if (js.isEmpty() && !frame.isThere()) {
            throw new IllegalArgumentException("chat app '" + code + "' neither runs nor opens anything");
        }
    }

    /** What a click does. */
    public sealed interface Action {

        /** Runs a JS method of the messenger: {@code PUT}, {@code SEND}, {@code CALL} or {@code SUPPORT}. */
        record Js(String method, String param) implements Action {

            /** What the column holds and the messenger evaluates [src: im/classes/general/im_rest.php]. */
            public String script() {
                return switch (method) {
                    case "PUT" -> "BXIM.putMessage('" + param + "')";
                    case "SEND" -> "BXIM.sendMessage('" + param + "')";
                    case "CALL" -> "BXIM.phoneTo('" + param + "')";
                    case "SUPPORT" -> "BXIM.openMessenger('networkLines" + param + "')";
                    default -> throw new IllegalStateException("no JS method " + method);
                };
            }
        }

        /**
         * Opens a frame.
         *
         * @param url ends with {@code ?} or {@code &}, ready for parameters; empty if there is no frame
         * @param width desired width in px, at least 250
         * @param height desired height in px, at least 50
         */
        record Frame(String url, int width, int height, boolean popup) implements Action {

            /** No frame, but the sizes that one gets unless it wishes others [src]. */
            public static final Frame NONE = new Frame("", 320, 250, false);

            /** Whether there is anything to open. */
            public boolean isThere() {
                return !url.isEmpty();
            }
        }
    }

    /** What the app is called in one language. */
    public record Phrase(String languageId, String title, String description, String copyright) {}

    /** What a click does: the messenger prefers the frame where there is one [src: im/install/js/im/im.js]. */
    public Action action() {
        return frame.isThere() ? frame : js.orElseThrow();
    }

    /** Phrases in the first of the languages that has some, else the first phrases there are [src]. */
    public Optional<Phrase> phrase(String... languages) {
        return Stream.concat(Stream.of(languages).flatMap(this::phrasesIn), lang.stream())
                .findFirst();
    }

    private Stream<Phrase> phrasesIn(String language) {
        return lang.stream().filter(phrase -> phrase.languageId().equals(language));
    }
}
