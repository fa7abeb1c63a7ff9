package io.portalbots.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PhrasesTest {

    private static Properties phrases(String file) throws IOException {
        var phrases = new Properties();
        try (var in = PhrasesTest.class.getResourceAsStream(file);
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            phrases.load(reader);
        }
        return phrases;
    }

    @Test
    void saysEverythingInGermanToo() throws IOException {
        var english = phrases("phrases.properties");
        var german = phrases("phrases_de.properties");

        assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(english.stringPropertyNames())
                .allSatisfy(key -> assertThat(german.getProperty(key).split("%s", -1))
                        .as(key)
                        .hasSameSizeAs(english.getProperty(key).split("%s", -1)));
    }

    @Test
    void speaksEnglishWhereItKnowsNoBetter() {
        assertThat(Phrases.in("de").language()).isEqualTo("de");
        assertThat(Phrases.in("fr").language()).isEqualTo("en");
        assertThat(Phrases.in("../x").of("settings.save")).isEqualTo("Save");
        assertThat(Phrases.in("de").of("settings.save")).isEqualTo("Speichern");
    }

    @Test
    void explainsEveryCodeSomehow() {
        var english = Phrases.in("en");

        assertThat(english.either("refusal", "LANG_ERROR")).contains("it has no name");
        assertThat(english.either("refusal", "NEVER_SEEN")).isEqualTo(english.of("refusal.other"));
    }

    @Test
    void picksWhatPluginsSayInTheLanguageOfThePage() {
        assertThat(Phrases.in("de").pick(Map.of("en", "Phone", "de", "Telefon")))
                .isEqualTo("Telefon");
        assertThat(Phrases.in("de").pick(Map.of("en", "Phone"))).isEqualTo("Phone");
        assertThat(Phrases.in("de").pick(Map.of())).isEmpty();
    }
}
