package io.portalbots.sandbox.wire;

import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An array as it grows from bracketed names: it knows its next free number, so that long lists cost no search. */
final class PhpArray extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1L;
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

    private int free;

    /** Puts a value under a name; an empty name is the next free number. */
    void set(String name, @Nullable Object value) {
        put(named(name), value);
    }

    /** The array under a name: made if there is none, in the place of what is none. */
    PhpArray below(String name) {
        var key = named(name);
        if (get(key) instanceof PhpArray array) {
            return array;
        }
        var array = new PhpArray();
        put(key, array);
        return array;
    }

    private String named(String name) {
        var key = name.isEmpty() ? String.valueOf(free) : name;
        if (NUMBER.matcher(key).matches()) {
            free = Math.max(free, Integer.parseInt(key) + 1);
        }
        return key;
    }
}
