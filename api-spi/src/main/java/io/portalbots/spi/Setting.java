package io.portalbots.spi;

import static io.portalbots.spi.Rules.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something the administrator of a portal can set for the plugin.
 *
 * @param key 1 to 50 of {@code a-z 0-9 - _}
 * @param type what values are right
 * @param labels its name by two-letter language code; at least {@code en}
 */
public record Setting(String key, Type type, Map<String, String> labels) {

    private static final Pattern KEY = Pattern.compile("[a-z0-9_-]{1,50}");

    public Setting {
        check(KEY.matcher(key).matches(), "key", "must match " + KEY, key);
        labels = Rules.labels("labels", labels);
    }

    /** Why {@code value} cannot be set, as a sentence that names the setting; empty if it can. */
    public Optional<String> problem(String value) {
        try {
            type.check(key, value);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** What values are right. Sealed: the platform draws a field for every kind. */
    public sealed interface Type {

        /**
         * Lets a right value pass.
         *
         * @throws IllegalArgumentException if {@code value} is not right, naming {@code field} and the rule
         */
        void check(String field, String value);

        /** One line of text, at most {@code longest} characters. */
        record Line(int longest) implements Type {
            @Override
            public void check(String field, String value) {
                Rules.text(field, value, longest);
            }
        }

        /** A phone number. */
        record Phone() implements Type {
            @Override
            public void check(String field, String value) {
                Rules.phone(field, value);
            }
        }

        /** The code of an Open Channel, 32 hexadecimal characters. */
        record OpenChannel() implements Type {
            @Override
            public void check(String field, String value) {
                Rules.lineCode(field, value);
            }
        }

        /** One of {@code options}. */
        record Choice(List<String> options) implements Type {
            public Choice {
                options = List.copyOf(options);
            }

            @Override
            public void check(String field, String value) {
                Rules.check(options.contains(value), field, "must be one of " + options, value);
            }
        }

        /** Something not to be shown again, 1 to 1000 characters; no message repeats it. */
        record Secret() implements Type {
            @Override
            public void check(String field, String value) {
                Rules.check(
                        !value.isBlank() && value.length() <= 1000,
                        field,
                        "must have 1 to 1000 characters",
                        "(hidden)");
            }
        }
    }
}
