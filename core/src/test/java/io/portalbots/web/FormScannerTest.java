package io.portalbots.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormScannerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            auth%5Bmember_id%5D=5f0e&event=A  | auth[member_id]:5f0e event:A
            a=1&a=2                           | a:1 a:2
            a=b=c                             | a:b=c
            a&b=                              | a: b:
            &&a=1&                            | a:1
            =1&a=2                            | a:2
            data[BOT][62]=x                   | data[BOT][62]:x
            a=1+%2B+1                         | a:1 + 1
            a=100%                            | a:100%
            a=%zz%4&%=%                       | a:%zz%4 %:%
            a=%C3%A4                          | a:ä
            a=%C3%28                          | a:\uFFFD(
            a=%f0%9F%98%80                    | a:😀
            a=1;b=2                           | a:1;b=2
            """)
    void readsAsPhpDoes(String form, String fields) {
        assertThat(String.join(" ", seen(form))).isEqualTo(fields);
    }

    @Test
    void readsNothingFromNothing() {
        assertThat(seen("")).isEmpty();
    }

    @Test
    void letsTheLastOfOneNameCount() {
        assertThat(Form.fields("a=1&b=2&a=3".getBytes(UTF_8))).isEqualTo(Map.of("a", "3", "b", "2"));
    }

    @Test
    void findsAFieldWithoutMakingTextsOfTheOthers() {
        var found = new ArrayList<String>();

        FormScanner.scan("x=1&auth%5bmember_id%5D=5f0e&auth[member_id]s=2&auth=3".getBytes(UTF_8), (name, value) -> {
            if (name.is("auth[member_id]")) {
                found.add(value.text());
            }
        });

        assertThat(found).containsExactly("5f0e");
    }

    @Test
    void takesAsManyFieldsAsAllowedAndNoMore() {
        var most = String.join("&", Collections.nCopies(FormScanner.MOST_FIELDS, "a=1"));

        assertThat(seen(most)).hasSize(512);
        assertThatThrownBy(() -> seen(most + "&a"))
                .isInstanceOf(FormException.class)
                .hasMessage("a form may have 512 fields, and has more");
    }

    @Test
    void takesNamesAsLongAsAllowedAndNoLonger() {
        var longest = "%41".repeat(FormScanner.LONGEST_NAME);

        assertThatCode(() -> seen(longest + "=1")).doesNotThrowAnyException();
        assertThatThrownBy(() -> seen("a=1&" + longest + "b=1"))
                .isInstanceOf(FormException.class)
                .hasMessage("a name may have 256 bytes, and that of field 2 has 257");
    }

    @Test
    void takesNamesAsDeepAsAllowedAndNoDeeper() {
        assertThatCode(() -> seen("a" + "[b]".repeat(FormScanner.DEEPEST_NAME))).doesNotThrowAnyException();
        assertThatThrownBy(() -> seen("a" + "%5Bb]".repeat(6) + "[=1"))
                .isInstanceOf(FormException.class)
                .hasMessage("a name may be 6 brackets deep, and that of field 1 is 7");
    }

    private static List<String> seen(String form) {
        var fields = new ArrayList<String>();
        FormScanner.scan(form.getBytes(UTF_8), (name, value) -> fields.add(name.text() + ":" + value.text()));
        return fields;
    }
}
