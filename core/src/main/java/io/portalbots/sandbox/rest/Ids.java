package io.portalbots.sandbox.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ids as texts, as some methods of portals answer them and some do not. An id is a whole number that is the result
 * itself, that stands in a list, or whose name is {@code ID} or ends in {@code _ID}.
 */
final class Ids {

    private Ids() {}

    /** The result with its ids as texts. */
    static @Nullable Object asTexts(@Nullable Object result) {
        return texts(result, true);
    }

    private static @Nullable Object texts(@Nullable Object value, boolean isId) {
        return switch (value) {
            case Integer id when isId -> String.valueOf(id);
            case Map<?, ?> map -> {
                var result = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((name, item) -> result.put(String.valueOf(name), texts(item, isId(String.valueOf(name)))));
                yield result;
            }
            case Iterable<?> list -> {
                var result = new ArrayList<@Nullable Object>();
                list.forEach(item -> result.add(texts(item, isId)));
                yield result;
            }
            case null, default -> value;
        };
    }

    private static boolean isId(String name) {
        return name.equals("ID") || name.endsWith("_ID");
    }
}
