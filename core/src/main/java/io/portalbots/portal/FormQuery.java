package io.portalbots.portal;

import io.portalbots.registry.Call;
import java.util.regex.Pattern;

/**
 * Builds the parameters of a {@link Call}: names with PHP's brackets, such as {@code LANG[0][TITLE]}, and values, each
 * percent-encoded once.
 *
 * <p>In a batch a portal takes {@code $result[c0]} in a value for what another command gave, after decoding, so that no
 * escape keeps a plugin's text from being taken for that. Such texts get a WORD JOINER behind their {@code $}: it has no
 * width, and no line breaks at it, so people read what was written; a character that is seen, or one less, would be a
 * change. They are the same in a call that is sent alone, so that it does not matter how a call is sent.
 *
 * @see "Bitrix24 REST reference, batch"
 */
final class FormQuery {

    /** Whatever a portal takes for the end of a reference, it has a bracket behind its word. */
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?=(?i:result|error|total|next|time).*\\[)", Pattern.DOTALL);

    private static final String NEUTRAL = "\\$\u2060";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final boolean[] PLAIN = plain();
    private static final int NO_CHARACTER = 0xFFFD;

    private final StringBuilder query = new StringBuilder(256);
    private final String array;

    private FormQuery(String array) {
        this.array = array;
    }

    static FormQuery empty() {
        return new FormQuery("");
    }

    /** One whose parameters are all within {@code array}, such as {@code FIELDS}. */
    static FormQuery within(String array) {
        return new FormQuery(array);
    }

    /** Adds a text, whoever wrote it. */
    FormQuery put(String name, String value) {
        name(name);
        encode(value.indexOf('$') < 0 ? value : REFERENCE.matcher(value).replaceAll(NEUTRAL));
        return this;
    }

    FormQuery put(String name, long value) {
        name(name);
        query.append(value);
        return this;
    }

    /** Adds what is percent-encoded already: a number, or {@link Call#resultOf}. */
    FormQuery putEncoded(String name, String value) {
        name(name);
        query.append(value);
        return this;
    }

    /** Adds parameters that were {@link #built} before. */
    FormQuery join(String built) {
        if (!query.isEmpty() && !built.isEmpty()) {
            query.append('&');
        }
        query.append(built);
        return this;
    }

    private void name(String name) {
        if (!query.isEmpty()) {
            query.append('&');
        }
        encode(array.isEmpty() ? name : within(array, name));
        query.append('=');
    }

    private static String within(String array, String name) {
        var bracket = name.indexOf('[');
        return bracket < 0
                ? array + "[" + name + "]"
                : array + "[" + name.substring(0, bracket) + "]" + name.substring(bracket);
    }

    /** What was put so far: {@link Call#query}, or what others {@link #join}. */
    String built() {
        return query.toString();
    }

    /** One value that is no reference: percent-encoded. */
    static String encoded(String value) {
        var form = new FormQuery("");
        form.encode(value);
        return form.built();
    }

    private void encode(String text) {
        var from = 0;
        for (var at = 0; at < text.length(); at++) {
            var letter = text.charAt(at);
            if (letter >= PLAIN.length || !PLAIN[letter]) {
                query.append(text, from, at);
                var codePoint = text.codePointAt(at);
                utf8(Character.getType(codePoint) == Character.SURROGATE ? NO_CHARACTER : codePoint);
                at += Character.charCount(codePoint) - 1;
                from = at + 1;
            }
        }
        query.append(text, from, text.length());
    }

    private void utf8(int codePoint) {
        if (codePoint < 0x80) {
            octet(codePoint);
        } else if (codePoint < 0x800) {
            octet(0xC0 | (codePoint >> 6));
            continued(codePoint);
        } else if (codePoint < 0x10000) {
            octet(0xE0 | (codePoint >> 12));
            continued(codePoint >> 6);
            continued(codePoint);
        } else {
            octet(0xF0 | (codePoint >> 18));
            continued(codePoint >> 12);
            continued(codePoint >> 6);
            continued(codePoint);
        }
    }

    private void continued(int bits) {
        octet(0x80 | (bits & 0x3F));
    }

    private void octet(int value) {
        query.append('%').append(HEX[value >> 4]).append(HEX[value & 0xF]);
    }

    private static boolean[] plain() {
        var plain = new boolean[128];
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
                .chars()
                .forEach(letter -> plain[letter] = true);
        return plain;
    }
}
