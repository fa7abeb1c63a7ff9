package io.portalbots.sandbox.conformance;

import io.vertx.core.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares what came with what is documented: of a map only the names that are documented, of a list everything, numbers
 * by value and never equal to text.
 */
final class Differences {

    private final List<String> found = new ArrayList<>();

    private Differences() {}

    /** One line for each difference below {@code path}; empty if there is none. */
    static List<String> between(String path, @Nullable Object wanted, @Nullable Object came) {
        var differences = new Differences();
        differences.compare(path, wanted, came);
        return List.copyOf(differences.found);
    }

    /** The difference that there is nothing at {@code path}; none if nothing is wanted. */
    static List<String> missing(String path, @Nullable Object wanted) {
        return Placeholder.ABSENT.equals(wanted)
                ? List.of()
                : List.of(path + ": " + shown(wanted) + " expected, but it is absent");
    }

    private void compare(String path, @Nullable Object wanted, @Nullable Object came) {
        if (Placeholder.is(wanted)) {
            check(path, wanted, came, Placeholder.matches((String) Objects.requireNonNull(wanted), came));
        } else if (wanted instanceof Map<?, ?> names && came instanceof Map<?, ?> map) {
            maps(path, names, map);
        } else if (wanted instanceof List<?> items && came instanceof List<?> list && items.size() == list.size()) {
            for (var i = 0; i < items.size(); i++) {
                compare(path + "." + i, items.get(i), list.get(i));
            }
        } else {
            check(path, wanted, came, same(wanted, came));
        }
    }

    private void maps(String path, Map<?, ?> wanted, Map<?, ?> came) {
        wanted.forEach((name, value) -> {
            if (name.equals(Placeholder.REST)) {
                nothingElse(path, wanted, came);
            } else if (!came.containsKey(name)) {
                found.addAll(missing(path + "." + name, value));
            } else {
                compare(path + "." + name, value, came.get(name));
            }
        });
    }

    private void nothingElse(String path, Map<?, ?> wanted, Map<?, ?> came) {
        came.forEach((name, value) -> check(path + "." + name, Placeholder.ABSENT, value, wanted.containsKey(name)));
    }

    private void check(String path, @Nullable Object wanted, @Nullable Object came, boolean fits) {
        if (!fits) {
            found.add(path + ": " + shown(wanted) + " expected, " + shown(came) + " came");
        }
    }

    private static boolean same(@Nullable Object wanted, @Nullable Object came) {
        if (wanted instanceof Number one && came instanceof Number other) {
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        }
        return Objects.equals(wanted, came);
    }

    private static String shown(@Nullable Object value) {
        return Placeholder.is(value) ? String.valueOf(value) : Json.encode(value);
    }
}
