package io.portalbots.spi;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The checks that several records share. Every refusal names the field, the rule and the value. */
final class Rules {

    private static final Pattern COMMAND = Pattern.compile("/[A-Za-z0-9_+-]{2,}( [A-Za-z0-9_+-]{2,})*");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()#-]*[0-9][0-9 ()#-]*");
    private static final Pattern LINE_CODE = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F<]");

    /** A JavaScript call with a wrapper around it has to fit into a column of 255. */
    private static final int LONGEST_PARAMETER = 200;

    private Rules() {}

    static void check(boolean holds, String field, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(field + " " + rule + " but is '" + value + "'");
        }
    }

    static void command(String field, String value) {
        check(
                COMMAND.matcher(value).matches(),
                field,
                "must be a slash and words of A-Z a-z 0-9 - + _, two or more characters each, one space apart, like '/help me'",
                value);
        check(value.length() <= LONGEST_PARAMETER, field, "must have at most 200 characters", value);
    }

    static void phone(String field, String value) {
        check(PHONE.matcher(value).matches(), field, "must be a phone number of digits, spaces and + - ( ) #", value);
        check(value.length() <= LONGEST_PARAMETER, field, "must have at most 200 characters", value);
    }

    static void lineCode(String field, String value) {
        check(
                LINE_CODE.matcher(value).matches(),
                field,
                "must be an Open Channel code of 32 hexadecimal characters",
                value);
    }

    /** Short text for people: 1 to {@code most} characters, none that could hide or fake others, no markup. */
    static void text(String field, String value, int most) {
        check(!value.isBlank(), field, "must not be empty", value);
        optionalText(field, value, most);
    }

    static void optionalText(String field, String value, int most) {
        check(value.length() <= most, field, "must have at most " + most + " characters", value);
        check(!UNPRINTABLE.matcher(value).find(), field, "must not hold control or direction characters or '<'", value);
    }

    /** {@code text} without what {@link #optionalText} refuses. */
    static String printable(String text) {
        return UNPRINTABLE
                .matcher(text.replace('<', '‹').replace('\n', ' ').replace('\t', ' '))
                .replaceAll("")
                .strip();
    }

    /** What of {@code text} can stand on a button of {@code most} characters; an ellipsis if nothing can. */
    static String fit(String text, int most) {
        var clean = printable(text);
        if (clean.isBlank()) {
            return "…";
        }
        return clean.length() <= most ? clean : clean.substring(0, end(clean, most - 1)) + "…";
    }

    /** Where to cut, not within a character of two halves. */
    private static int end(String text, int most) {
        return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }

    static <T> Map<String, T> labels(String field, Map<String, T> byLanguage) {
        check(byLanguage.containsKey("en"), field, "must have an 'en' entry", byLanguage.keySet());
        byLanguage
                .keySet()
                .forEach(language -> check(
                        LANGUAGE.matcher(language).matches(),
                        field,
                        "must be keyed by two-letter lower-case language codes",
                        language));
        return java.util.Collections.unmodifiableMap(new TreeMap<>(byLanguage));
    }
}
