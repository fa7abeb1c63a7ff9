package io.portalbots.sandbox.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as PHP writes them to JSON. PHP has arrays only: one with the keys 0, 1, 2.. in this order becomes a list,
 * and so does one that is empty, whatever was meant.
 *
 * @param emptyObjects whether an empty map stays a map, as a more careful server would have it
 */
public record PhpJson(boolean emptyObjects) {

    /** The value, made of what JSON has. */
    public @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map when map.isEmpty() -> emptyObjects ? Map.of() : List.of();
            case Map<?, ?> map -> isList(map) ? list(map.values()) : map(map);
            case List<?> list -> list(list);
            case null, default -> value;
        };
    }

    private Map<String, Object> map(Map<?, ?> map) {
        var result = new LinkedHashMap<String, Object>();
        map.forEach((key, item) -> result.put(String.valueOf(key), of(item)));
        return result;
    }

    private List<Object> list(Iterable<?> items) {
        var result = new ArrayList<Object>();
        items.forEach(item -> result.add(of(item)));
        return result;
    }

    private static boolean isList(Map<?, ?> map) {
        var expected = 0;
        for (var key : map.keySet()) {
            if (!String.valueOf(key).equals(String.valueOf(expected))) {
                return false;
            }
            expected++;
        }
        return true;
    }
}
