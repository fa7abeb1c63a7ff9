package io.portalbots.sandbox.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters of a call, or a level below them. Never fails: what is not there is empty. */
public record Params(Map<String, Object> values) {

    /** The same with upper-case names on this level, as every {@code imbot.*} method reads them [src]. */
    public Params upperCased() {
        var result = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> result.put(name.toUpperCase(Locale.ROOT), value));
        return new Params(result);
    }

    /** The same without some names. */
    public Params without(String... names) {
        var result = new LinkedHashMap<>(values);
        List.of(names).forEach(result::remove);
        return new Params(result);
    }

    /** What was sent, or {@code null}. */
    public @Nullable Object raw(String name) {
        return values.get(name);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether it was sent, and is no array. */
    public boolean isScalar(String name) {
        return has(name) && !Php.isArray(raw(name));
    }

    /** Whether PHP would call it empty. */
    public boolean empty(String name) {
        return Php.empty(values.get(name));
    }

    public String text(String name) {
        return Php.text(values.get(name));
    }

    public int integer(String name) {
        return Php.integer(values.get(name));
    }

    /** Whether it is exactly {@code Y}. */
    public boolean yes(String name) {
        return text(name).equals("Y");
    }

    /** The parameters below it. */
    public Params below(String name) {
        return new Params(Php.map(values.get(name)));
    }

    /** The items of a list that are parameters themselves, such as {@code LANG}. */
    public List<Params> entries(String name) {
        return Php.items(values.get(name)).stream()
                .filter(Php::isArray)
                .map(item -> new Params(Php.map(item)))
                .toList();
    }
}
