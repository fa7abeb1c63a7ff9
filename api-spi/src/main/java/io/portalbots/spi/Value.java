package io.portalbots.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something a portal answered, read with patience: portals send numbers as texts, truth as {@code Y} and {@code 1}, and an
 * empty list where a map is expected. What is not there is nothing, so that one can go on asking:
 *
 * <pre>{@code
 * answer.at(0).at("NAME").text().orElse("somebody")
 * }</pre>
 */
public final class Value {

    private static final Value NOTHING = new Value(null);
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private final @Nullable Object plain;

    private Value(@Nullable Object plain) {
        this.plain = plain;
    }

    /**
     * Wraps what was answered.
     *
     * @param plain a text, number or boolean, a list or map of such, or null for nothing
     */
    public static Value of(@Nullable Object plain) {
        return plain == null ? NOTHING : new Value(plain);
    }

    public boolean isNothing() {
        return plain == null;
    }

    /** What a map has under {@code key}. */
    public Value at(String key) {
        return of(plain instanceof Map<?, ?> map ? map.get(key) : null);
    }

    /** What a list has at {@code position}, counted from 0. */
    public Value at(int position) {
        return plain instanceof List<?> list && position >= 0 && position < list.size()
                ? of(list.get(position))
                : NOTHING;
    }

    /** A text as it is, a number or boolean as text; empty for anything else. */
    public Optional<String> text() {
        return plain instanceof String || plain instanceof Number || plain instanceof Boolean
                ? Optional.of(plain.toString())
                : Optional.empty();
    }

    /** A whole number, or a text that is one. */
    public OptionalLong number() {
        var text = text().orElse("");
        return WHOLE.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** Whether it is {@code true}, {@code Y} or {@code 1}. */
    public boolean isTrue() {
        return List.of("true", "Y", "1").contains(text().orElse(""));
    }

    /** The members of a list, or the values of a map; none of anything else. */
    public List<Value> list() {
        var members = new ArrayList<Value>();
        if (plain instanceof List<?> list) {
            list.forEach(member -> members.add(of(member)));
        } else if (plain instanceof Map<?, ?> map) {
            map.values().forEach(member -> members.add(of(member)));
        }
        return Collections.unmodifiableList(members);
    }

    /** A map; an empty one in place of anything else. */
    public Map<String, Value> map() {
        var members = new LinkedHashMap<String, Value>();
        if (plain instanceof Map<?, ?> map) {
            map.forEach((key, member) -> members.put(String.valueOf(key), of(member)));
        }
        return Collections.unmodifiableMap(members);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Value value && Objects.equals(plain, value.plain);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(plain);
    }

    @Override
    public String toString() {
        return String.valueOf(plain);
    }
}
