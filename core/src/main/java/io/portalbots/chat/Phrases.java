package io.portalbots.chat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/**
 * What the platform itself says in chats, in one language: {@code phrases.properties} is English, and everything that others
 * lack.
 */
final class Phrases {

    /** Those that we speak. */
    static final List<String> LANGUAGES = List.of("en", "de");

    private static final String BUNDLE = "io.portalbots.chat.phrases";
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;

    private Phrases(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** In {@code language}, two letters; in English, if we do not speak it. */
    static Phrases in(String language) {
        var locale = LANGUAGES.contains(language) ? Locale.of(language) : Locale.ROOT;
        return new Phrases(ResourceBundle.getBundle(BUNDLE, locale, Phrases.class.getClassLoader(), NO_FALLBACK));
    }

    String of(String key) {
        return bundle.getString(key);
    }
}
