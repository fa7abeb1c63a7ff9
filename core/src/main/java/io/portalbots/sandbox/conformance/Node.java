package io.portalbots.sandbox.conformance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mapping in a file, read strictly: an unknown key or a value of another kind is refused by name. */
record Node(Place place, Map<String, Object> values) {

    /** {@code value} as a mapping that holds {@code known} keys only. */
    static Node of(Place place, @Nullable Object value, String... known) {
        var values = mapping(place, value);
        values.keySet().stream()
                .filter(key -> !List.of(known).contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw place.wrong("unknown key '" + key + "'; known are " + String.join(", ", known));
                });
        return new Node(place, values);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) {
        return optionalText(key).orElseThrow(() -> place.wrong("key '" + key + "' is missing"));
    }

    Optional<String> optionalText(String key) {
        return value(key).map(value -> {
            if (value instanceof String text) {
                return text;
            }
            throw place.wrong("key '" + key + "' must be text");
        });
    }

    int number(String key, int otherwise) {
        return value(key)
                .map(value -> {
                    if (value instanceof Integer number) {
                        return number;
                    }
                    throw place.wrong("key '" + key + "' must be a whole number");
                })
                .orElse(otherwise);
    }

    Optional<Object> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The mapping under {@code key}; empty if there is none. */
    Map<String, Object> map(String key) {
        return value(key).map(value -> mapping(place.in(key), value)).orElse(Map.of());
    }

    /** What is listed under {@code key}; a single thing need not be in a list. */
    List<Object> list(String key) {
        return value(key)
                .map(value -> value instanceof List<?> list ? List.<Object>copyOf(list) : List.of(value))
                .orElse(List.of());
    }

    /** The texts listed under {@code key}. */
    List<String> texts(String key) {
        return list(key).stream().map(String::valueOf).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> mapping(Place place, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw place.wrong("must be a mapping");
    }
}
