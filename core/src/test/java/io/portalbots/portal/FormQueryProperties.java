package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.registry.Call;
import io.portalbots.sandbox.rest.BatchReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * What is written is read as it was meant: no text becomes another parameter, or what another command gave.
 * {@code -Dform.query.cases=200} takes 100 000 of them.
 */
class FormQueryProperties {

    private static final int CASES = Integer.getInteger("form.query.cases", 10);
    private static final List<String> PIECES = List.of(
            "$result[c0]",
            "$RESULT[c1][ID]",
            "$error[c0]",
            "$total[c0]",
            "$next[c0]",
            "$time[c0]",
            "$result",
            "$",
            "$$",
            "[c0]",
            "[",
            "]",
            "&",
            "=",
            "&BOT_ID=7",
            "?",
            "#",
            "%",
            "%24result%5Bc0%5D",
            "%2524",
            "+",
            " ",
            "\n",
            "\u2060",
            "\\",
            "\"",
            "\u0000",
            "ä",
            "ß",
            "\u017F",
            "Ω",
            "\uD83D\uDE00",
            "\uD83D",
            "\uDE00",
            "x",
            "Help",
            "/help",
            ";");

    @Property(tries = 500)
    void isReadAsItWasMeant(@ForAll long seed) {
        var random = new Random(seed);
        for (var i = 0; i < CASES; i++) {
            isReadAsItWasMeant(List.of(text(random), text(random), text(random)), random.nextLong(1_000_000));
        }
    }

    @Property
    void readsAnyTextAsItWasMeant(@ForAll String title, @ForAll String code, @ForAll String more) {
        isReadAsItWasMeant(List.of(title, code, more), 7);
    }

    private static void isReadAsItWasMeant(List<String> texts, long number) {
        var prefix = FormQuery.empty()
                .put("CODE", texts.get(0))
                .put("LANG[0][TITLE]", texts.get(1))
                .built();
        var query = FormQuery.empty()
                .join(prefix)
                .put("BOT_ID", number)
                .putEncoded("APP_ID", Call.resultOf(0))
                .put("LANG[1][TITLE]", texts.get(2))
                .built();

        assertThat(query).matches("[A-Za-z0-9%._~&=-]+");
        var read = BatchReading.resolved("m?" + query);
        assertThat(withoutJoiners(read)).isEqualTo(withoutJoiners(meant(texts, number)));
        assertThat(FormQuery.encoded(texts.get(0))).matches("[A-Za-z0-9%._~-]*");
    }

    private static Map<String, Object> meant(List<String> texts, long number) {
        var meant = new LinkedHashMap<String, Object>();
        meant.put("CODE", sound(texts.get(0)));
        var titles = new LinkedHashMap<String, Object>();
        titles.put("0", Map.of("TITLE", sound(texts.get(1))));
        titles.put("1", Map.of("TITLE", sound(texts.get(2))));
        meant.put("LANG", titles);
        meant.put("BOT_ID", String.valueOf(number));
        meant.put("APP_ID", "s3cr3t");
        return meant;
    }

    /** Halves of characters are none. */
    private static String sound(String text) {
        return text.codePoints()
                .map(letter -> Character.getType(letter) == Character.SURROGATE ? 0xFFFD : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String withoutJoiners(Map<String, Object> parameters) {
        return new TreeMap<>(parameters).toString().replace("\u2060", "");
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (var pieces = random.nextInt(8); pieces > 0; pieces--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    @Test
    void putsAWordJoinerOnlyWhereAReferenceWouldBe() {
        assertThat(read("Costs $5 [net], $results, total $")).isEqualTo("Costs $5 [net], $results, total $");
        assertThat(read("$result[c0]")).isEqualTo("$\u2060result[c0]");
        assertThat(read("a $Timeless[c0] b")).isEqualTo("a $\u2060Timeless[c0] b");
    }

    private static String read(String text) {
        return String.valueOf(
                BatchReading.decoded("m?" + FormQuery.empty().put("T", text).built())
                        .get("T"));
    }
}
