package io.portalbots.sandbox.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Form and query strings with PHP's bracketed names: {@code FIELDS[LANG][0][TITLE]=Help}, {@code IDS[]=1}. Nothing is
 * refused: a later value wins, names nested deeper than 64 levels are left out.
 */
public final class PhpForm {

    private static final int DEEPEST = 64;

    private final PhpArray values = new PhpArray();

    /** Reads a query or form. */
    public static Map<String, Object> decode(String form) {
        var result = new PhpForm();
        for (var pair : form.split("&", -1)) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals));
                result.add(name, equals < 0 ? "" : Percent.decode(pair.substring(equals + 1)));
            }
        }
        return result.values();
    }

    /** Adds one value under its bracketed name. */
    public void add(String name, String value) {
        var path = path(name);
        if (path.isEmpty() || path.size() > DEEPEST) {
            return;
        }
        var place = values;
        for (var key : path.subList(0, path.size() - 1)) {
            place = place.below(key);
        }
        place.set(path.getLast(), value);
    }

    /** What was added. */
    public Map<String, Object> values() {
        return values;
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

    /** The keys a name is made of; none if it has no name before its first bracket. */
    private static List<String> path(String sent) {
        var name = sent.stripLeading();
        var open = name.indexOf('[');
        if (open == 0 || name.isEmpty()) {
            return List.of();
        }
        if (open < 0 || name.indexOf(']', open) < 0) {
            return List.of(plain(name));
        }
        var path = new ArrayList<String>();
        path.add(plain(name.substring(0, open)));
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

    /** PHP has no blank, dot or open bracket in a name. */
    private static String plain(String name) {
        return name.replace(' ', '_').replace('.', '_').replace('[', '_');
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
