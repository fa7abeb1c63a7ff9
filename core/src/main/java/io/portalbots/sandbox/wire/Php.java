package io.portalbots.sandbox.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** The value's items in order; what is no array has none. */
    public static List<Object> items(@Nullable Object value) {
        return new ArrayList<>(map(value).values());
    }

    /** Whether the value is an array in PHP's sense. */
    public static boolean isArray(@Nullable Object value) {
        return value instanceof Map || value instanceof List;
    }

    /** The whole number the text begins with, as PHP's {@code (int)} reads it; 0 if there is none or it is too long. */
    public static int integer(@Nullable Object value) {
        var text = text(value).strip();
        var end = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        try {
            return Integer.parseInt(text.substring(0, end));
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    /** The value as PHP encodes it to JSON: an empty map becomes {@code []}. */
    public static @Nullable Object json(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map when map.isEmpty() -> List.of();
            case Map<?, ?> map -> {
                var result = new LinkedHashMap<String, Object>();
                map.forEach((key, item) -> result.put(String.valueOf(key), json(item)));
                yield result;
            }
            case List<?> list -> {
                var result = new ArrayList<Object>();
                list.forEach(item -> result.add(json(item)));
                yield result;
            }
            case null -> null;
            default -> Objects.requireNonNull(value);
        };
    }
}
