package io.portalbots.web.pages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** What the pages say, in one language: {@code phrases.properties} is English, and everything that others lack. */
public final class Phrases {

    private static final String BUNDLE = "io.portalbots.web.pages.phrases";
    private static final String OTHERWISE = "en";
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ResourceBundle bundle;

    private Phrases(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** In {@code language}, two letters; in English, if we do not speak it. */
    public static Phrases in(String language) {
        var locale = language.matches("[a-z]{2}") ? Locale.of(language) : Locale.ROOT;
        return new Phrases(ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK));
    }

    /** Two letters. */
    public String language() {
        var language = bundle.getLocale().getLanguage();
        return language.isEmpty() ? OTHERWISE : language;
    }

    /**
     * A phrase, with {@code values} in the places of its {@code %s}.
     *
     * @throws java.util.MissingResourceException naming {@code key}, if there is no such phrase
     */
    public String of(String key, Object... values) {
        return bundle.getString(key).formatted(values);
    }

    /** The phrase for {@code word} of a kind, such as a documented error; the kind's {@code other}, if it has none. */
    public String either(String kind, String word) {
        var key = kind + "." + word;
        return bundle.getString(bundle.containsKey(key) ? key : kind + ".other");
    }

    /** A time, for those whose browser does not write it in their own zone. */
    public String time(Instant time) {
        return TIME.format(time);
    }

    /** What a plugin says in our language, else in English, else in any. */
    public String pick(Map<String, String> byLanguage) {
        var ours = byLanguage.getOrDefault(language(), byLanguage.get(OTHERWISE));
        return ours == null ? byLanguage.values().stream().findFirst().orElse("") : ours;
    }
}
