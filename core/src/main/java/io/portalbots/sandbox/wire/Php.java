package io.portalbots.sandbox.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as a PHP server sees them. A value is a string, number, boolean, {@code null}, list or map with string keys,
 * whether it came in a form or as JSON.
 */
public final class Php {

    private Php() {}

    /** The value as text: {@code true} is {@code 1}, {@code false} and {@code null} are empty, so are lists and maps. */
    public static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Boolean flag -> flag ? "1" : "";
            case Map<?, ?> map -> "";
            case List<?> list -> "";
            case Number number -> PhpNumbers.text(number);
            default -> value.toString();
        };
    }

    /** PHP's {@code empty()}: nothing, {@code "0"}, false, an empty array. */
    public static boolean empty(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.isEmpty();
            case List<?> list -> list.isEmpty();
            case null, default -> text(value).isEmpty() || text(value).equals("0");
        };
    }

    /** The value as a map: a list has its positions as keys; what is no array is empty. */
    public static Map<String, Object> map(@Nullable Object value) {
        var result = new LinkedHashMap<String, Object>();
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, item) -> result.put(String.valueOf(key), item));
            case List<?> list -> list.forEach(item -> result.put(String.valueOf(result.size()), item));
            case null, default -> {}
        }
        return result;
    }

    /** The value with arrays of its own, as assignment gives it in PHP. */
    public static @Nullable Object copy(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var copy = map(map);
                copy.replaceAll((key, item) -> copy(item));
                yield copy;
            }
            case List<?> list -> {
                var copy = new ArrayList<Object>();
                list.forEach(item -> copy.add(copy(item)));
                yield copy;
            }
            case null, default -> value;
        };
    }

    /** The value's items in order; what is no array has none. */
    public static List<Object> items(@Nullable Object value) {
        return new ArrayList<>(map(value).values());
    }

    /** Whether the value is an array in PHP's sense. */
    public static boolean isArray(@Nullable Object value) {
        return value instanceof Map || value instanceof List;
    }

    /** The whole number the value is or begins with, as PHP's {@code (int)} reads it; 0 if there is none or it is too long. */
    public static int integer(@Nullable Object value) {
        return value instanceof Number number
                ? PhpNumbers.integer(number.doubleValue())
                : PhpNumbers.integer(text(value));
    }
}
