package io.portalbots.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {

    @Test
    void showsWhichBotAppAndCommandItWasAbout() {
        var shown = Exchange.redacted(Map.of("BOT_ID", 62, "CODE", "echo.help", "HIDDEN", true));

        assertThat(shown).containsOnly(entry("BOT_ID", "62"), entry("CODE", "echo.help"), entry("HIDDEN", "true"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"auth", "HASH", "MESSAGE", "ICON_FILE", "refresh_token", "client_secret", "JS_PARAM", "bot_id"})
    void showsOfEverythingElseOnlyHowLongItIs(String name) {
        assertThat(Exchange.redacted(Map.of(name, "s3cret"))).containsOnly(entry(name, "(6 characters)"));
    }

    @Test
    void showsNothingOfWhatIsNestedEvenUnderAKnownName() {
        var shown = Exchange.redacted(Map.of("CONTEXT", List.of("s3cret"), "CODE", Map.of("a", "s3cret")));

        assertThat(shown.values()).allMatch(value -> value.endsWith("characters)"));
    }

    @Test
    void isBoundedHoweverMuchWasSent() {
        var many = IntStream.range(0, 1000).boxed().collect(Collectors.toMap(i -> "F".repeat(1000) + i, i -> "x"));

        var shown = Exchange.redacted(many);

        assertThat(shown).hasSizeLessThanOrEqualTo(40);
        assertThat(Exchange.redacted(Map.of("CODE", "x".repeat(5000))).get("CODE"))
                .hasSize(120);
    }
}
