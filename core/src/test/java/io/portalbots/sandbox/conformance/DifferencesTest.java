package io.portalbots.sandbox.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1|1|",
                "1|1.0|",
                "1|'1'|body: 1 expected, '1' came",
                "'1'|1|body: '1' expected, 1 came",
                "null|null|",
                "true|false|body: true expected, false came",
                "{'a':1}|{'a':1,'b':2}|",
                "{'a':{'b':1}}|{'a':{'b':2,'c':3}}|body.a.b: 1 expected, 2 came",
                "{'a':null}|{}|body.a: null expected, but it is absent",
                "{'a':'<absent>'}|{}|",
                "{'a':'<absent>'}|{'a':1}|body.a: <absent> expected, 1 came",
                "{'a':1,'<rest>':'<absent>'}|{'a':1}|",
                "{'a':1,'<rest>':'<absent>'}|{'a':1,'b':2}|body.b: <absent> expected, 2 came",
                "{}|[]|body: {} expected, [] came",
                "[]|{}|body: [] expected, {} came",
                "[{'a':1}]|[{'a':1,'b':2}]|",
                "[1]|[1,2]|body: [1] expected, [1,2] came",
                "[1,2]|[2,1]|body.0: 1 expected, 2 came;body.1: 2 expected, 1 came",
                "'<any>'|null|",
                "'<int>'|7|",
                "'<int>'|7.5|body: <int> expected, 7.5 came",
                "'<int>'|'7'|body: <int> expected, '7' came",
                "'<number>'|7.5|",
                "'<flag>'|true|",
                "'<text>'|''|",
                "'<text>'|1|body: <text> expected, 1 came",
                "'<hex32>'|'0123456789abcdef0123456789abcdef'|",
                "'<hex32>'|'0123456789ABCDEF0123456789abcdef'|body: <hex32> expected, '0123456789ABCDEF0123456789abcdef' came",
                "'<list>'|[1]|",
                "'<map>'|[1]|body: <map> expected, [1] came",
                "'<empty>'|{}|",
                "'<empty>'|[]|",
                "'<empty>'|[0]|body: <empty> expected, [0] came",
                "'<like [a-c]+>'|'abc'|",
                "'<like [a-c]+>'|'abcd'|body: <like [a-c]+> expected, 'abcd' came"
            })
    void areNamedByPath(String wanted, String came, @Nullable String differences) {
        var found = Differences.between("body", value(wanted), value(came));

        assertThat(String.join(";", found).replace('"', '\'')).isEqualTo(differences == null ? "" : differences);
    }

    private static @Nullable Object value(String json) {
        return switch (Json.decodeValue(json.replace('\'', '"'))) {
            case JsonObject object -> object.getMap();
            case JsonArray array -> array.getList();
            case null -> null;
            case Object scalar -> scalar;
        };
    }
}
