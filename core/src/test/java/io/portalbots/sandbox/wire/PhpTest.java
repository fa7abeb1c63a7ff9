package io.portalbots.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and texts as PHP turns them into each other. */
class PhpTest {

    @ParameterizedTest
    @CsvSource({
        "5.0, 5",
        "0.1, 0.1",
        "0.30000000000000004, 0.3",
        "1e25, 1.0E+25",
        "-1.5e20, -1.5E+20",
        "0.0001, 0.0001",
        "0.00001, 1.0E-5",
        "123456789012345678, 1.2345678901235E+17",
        "0, 0"
    })
    void writesAFloat(double number, String text) {
        assertThat(Php.text(number)).isEqualTo(text);
    }

    @Test
    void writesWholeNumbersAsTheyAreAndHugeOnesAsFloats() {
        assertThat(Php.text(Long.MAX_VALUE)).isEqualTo("9223372036854775807");
        assertThat(Php.text(new BigInteger("123456789012345678901234567890"))).isEqualTo("1.2345678901235E+29");
        assertThat(Php.text(Double.POSITIVE_INFINITY)).isEqualTo("INF");
    }

    @ParameterizedTest
    @CsvSource({
        "62, 62",
        "' 62', 62",
        "62abc, 62",
        "-7, -7",
        "+7, 7",
        "1e3, 1000",
        "1.9, 1",
        "-1.9, -1",
        "abc, 0",
        "'', 0",
        "0x1A, 0",
        "99999999999, 0",
        "1e999999999, 0",
        "٣, 0"
    })
    void readsTheWholeNumberATextBeginsWith(String text, int number) {
        assertThat(Php.integer(text)).isEqualTo(number);
    }

    @Test
    void readsAWholeNumberFromAnything() {
        assertThat(Php.integer(7.9)).isEqualTo(7);
        assertThat(Php.integer(1e25)).isZero();
        assertThat(Php.integer(true)).isEqualTo(1);
        assertThat(Php.integer(null)).isZero();
        assertThat(Php.integer(List.of(5))).isZero();
    }

    @Test
    void copiesArraysAsAssignmentDoes() {
        var inner = new ArrayList<Object>(List.of(1));
        var copy = Php.map(Php.copy(Map.of("a", inner)));

        inner.add(2);

        assertThat(copy).isEqualTo(Map.of("a", List.of(1)));
    }
}
