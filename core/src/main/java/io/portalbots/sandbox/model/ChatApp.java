package io.portalbots.sandbox.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A chat app: an entry near the message box, owned by a bot.
 *
 * @param code unique within the bot
 * @param clientId the application that registered it
 * @param hash the secret that signs frames, 32 symbols; made by the portal for an app that is no frame
 * @param context where it is available, lower case, such as {@code all} or {@code chat-admin}; not validated [src]
 */
public record ChatApp(
        int id,
        int botId,
        String code,
        String clientId,
        Action action,
        String hash,
        String context,
        boolean hidden,
        boolean extranetSupport,
        boolean livechatSupport,
        Optional<Image> icon,
        List<Phrase> lang) {

    /** What a click does. */
    public sealed interface Action {

        /** Runs a JS method of the messenger: {@code PUT}, {@code SEND}, {@code CALL} or {@code SUPPORT}. */
        record Js(String method, String param) implements Action {}

        /**
         * Opens a frame.
         *
         * @param url ends with {@code ?} or {@code &}, ready for parameters
         * @param width desired width in px, at least 250
         * @param height desired height in px, at least 50
         */
        record Frame(String url, int width, int height, boolean popup) implements Action {}
    }

    /** What the app is called in one language. */
    public record Phrase(String languageId, String title, String description, String copyright) {}

    /** Phrases in the first of the languages that has some, else the first phrases there are [src]. */
    public Optional<Phrase> phrase(String... languages) {
        return Stream.concat(Stream.of(languages).flatMap(this::phrasesIn), lang.stream())
                .findFirst();
    }

    private Stream<Phrase> phrasesIn(String language) {
        return lang.stream().filter(phrase -> phrase.languageId().equals(language));
    }
}
