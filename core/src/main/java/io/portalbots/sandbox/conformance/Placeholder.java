package io.portalbots.sandbox.conformance;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What stands in an answer for a value that is different each time, such as {@code <int>} or {@code <like /[a-z]+>}. */
final class Placeholder {

    /** The name that must not be there. */
    static final String ABSENT = "<absent>";

    /** As a name: every name that is not mentioned. */
    static final String REST = "<rest>";

    private static final Pattern SHAPE = Pattern.compile("<[a-z0-9]+( .+)?>", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");
    private static final Pattern LIKE = Pattern.compile("<like (.+)>", Pattern.DOTALL);
    private static final Map<String, Predicate<@Nullable Object>> KINDS = Map.of(
            "<any>", value -> true,
            "<int>", value -> value instanceof Integer || value instanceof Long,
            "<number>", Number.class::isInstance,
            "<flag>", Boolean.class::isInstance,
            "<text>", String.class::isInstance,
            "<hex32>", value -> value instanceof String text && text.matches("[0-9a-f]{32}"),
            "<list>", List.class::isInstance,
            "<map>", Map.class::isInstance,
            "<empty>", value -> List.of().equals(value) || Map.of().equals(value));

    private Placeholder() {}

    /** Whether {@code text} looks like one. */
    static boolean is(@Nullable Object text) {
        return text instanceof String written && SHAPE.matcher(written).matches();
    }

    /** What is wrong with one in a file, if anything. */
    static Optional<String> fault(String text) {
        if (text.equals(ABSENT) || text.equals(REST) || KINDS.containsKey(text)) {
            return Optional.empty();
        }
        var like = LIKE.matcher(text);
        if (!like.matches()) {
            return Optional.of("unknown placeholder " + text);
        }
        try {
            Pattern.compile(VARIABLE.matcher(like.group(1)).replaceAll("0"));
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("placeholder " + text + " is no regular expression: " + e.getDescription());
        }
    }

    /** Whether {@code value} is what the placeholder stands for. */
    static boolean matches(String placeholder, @Nullable Object value) {
        var like = LIKE.matcher(placeholder);
        if (like.matches()) {
            return value instanceof String text
                    && Pattern.compile(like.group(1), Pattern.DOTALL)
                            .matcher(text)
                            .matches();
        }
        return KINDS.containsKey(placeholder)
                && Objects.requireNonNull(KINDS.get(placeholder)).test(value);
    }
}
