package io.portalbots.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Portals answer numbers as texts, and empty lists where maps are expected. */
class ValueTest {

    private static final Value ANSWER =
            Value.of(List.of(Map.of("ID", "17", "NAME", "Dana", "ACTIVE", true, "AGE", 42)));

    @Test
    void findsItsWay() {
        assertThat(ANSWER.at(0).at("NAME").text()).contains("Dana");
        assertThat(ANSWER.at(0).at("ID").number()).hasValue(17);
        assertThat(ANSWER.at(0).at("AGE").number()).hasValue(42);
        assertThat(ANSWER.at(0).at("AGE").text()).contains("42");
        assertThat(ANSWER.at(0).at("ACTIVE").isTrue()).isTrue();
        assertThat(ANSWER.list()).hasSize(1);
        assertThat(ANSWER.at(0).map()).containsKeys("ID", "NAME");
    }

    @Test
    void goesOnWhereNothingIs() {
        var nothing = ANSWER.at(7).at("NAME").at("FIRST").at(3);

        assertThat(nothing.isNothing()).isTrue();
        assertThat(nothing.text()).isEmpty();
        assertThat(nothing.number()).isEmpty();
        assertThat(nothing.isTrue()).isFalse();
        assertThat(nothing.list()).isEmpty();
        assertThat(nothing).isEqualTo(Value.of(null));
    }

    @Test
    void takesWhatPhpSendsInPlaceOfIt() {
        assertThat(Value.of(List.of()).map()).isEmpty();
        assertThat(Value.of(Map.of("3", "c")).list()).containsExactly(Value.of("c"));
        assertThat(Value.of("Y").isTrue()).isTrue();
        assertThat(Value.of("N").isTrue()).isFalse();
        assertThat(Value.of("12a").number()).isEmpty();
    }
}
