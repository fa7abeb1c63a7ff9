package io.portalbots.sandbox.wire;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Form and query strings with PHP's bracketed names: {@code FIELDS[LANG][0][TITLE]=Help}. */
public final class PhpForm {

    private PhpForm() {}

    /** Reads a query or form. Nothing is refused: a broken escape stays as it is, a later value wins. */
    public static Map<String, Object> decode(String form) {
        var result = new LinkedHashMap<String, Object>();
        for (var pair : form.split("&", -1)) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = unescape(equals < 0 ? pair : pair.substring(0, equals));
                put(result, name, equals < 0 ? "" : unescape(pair.substring(equals + 1)));
            }
        }
        return result;
    }

    /** Puts one value under its bracketed name. */
    public static void put(Map<String, Object> target, String name, @Nullable Object value) {
        var path = path(name);
        var place = target;
        for (var key : path.subList(0, path.size() - 1)) {
            place = descend(place, key);
        }
        place.put(keyIn(place, path.get(path.size() - 1)), value);
    }

    /** Writes nested maps as a form. Booleans are {@code 1} or empty; {@code null} is empty. */
    public static String encode(Map<String, Object> values) {
        var pairs = new ArrayList<String>();
        values.forEach((name, value) -> append(pairs, name, value));
        return String.join("&", pairs);
    }

    private static void append(List<String> pairs, String name, @Nullable Object value) {
        if (Php.isArray(value)) {
            Php.map(value).forEach((key, item) -> append(pairs, name + "[" + key + "]", item));
        } else {
            pairs.add(escape(name) + "=" + escape(Php.text(value)));
        }
    }

    private static List<String> path(String name) {
        var path = new ArrayList<String>();
        var open = name.indexOf('[');
        if (open <= 0 || name.indexOf(']', open) < 0) {
            return List.of(name);
        }
        path.add(name.substring(0, open));
        while (open >= 0) {
            var close = name.indexOf(']', open);
            if (close < 0) {
                break;
            }
            path.add(name.substring(open + 1, close));
            open = name.startsWith("[", close + 1) ? close + 1 : -1;
        }
        return path;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> descend(Map<String, Object> place, String key) {
        var here = keyIn(place, key);
        if (!(place.get(here) instanceof Map)) {
            place.put(here, new LinkedHashMap<String, Object>());
        }
        return (Map<String, Object>) place.get(here);
    }

    /** {@code []} means the next free number. */
    private static String keyIn(Map<String, Object> place, String key) {
        if (!key.isEmpty()) {
            return key;
        }
        var last = place.keySet().stream()
                .filter(taken -> taken.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .max();
        return String.valueOf(last.orElse(-1) + 1);
    }

    private static String unescape(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return text;
        }
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
