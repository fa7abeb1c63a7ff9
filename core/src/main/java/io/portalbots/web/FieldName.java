package io.portalbots.web;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The name of a form's field, decoded, in a place that is used again for the next; without NUL, as it is stored. */
final class FieldName {

    private static final int MOST_DIGITS = 18;

    private final byte[] bytes = new byte[FormScanner.LONGEST_NAME];
    private int length;

    void read(FormText field) {
        length = field.decode(bytes);
    }

    /** The first byte; 0 if there is none. */
    int first() {
        return length == 0 ? 0 : bytes[0];
    }

    boolean is(String ascii) {
        return length == ascii.length() && has(ascii, 0);
    }

    boolean startsWith(String ascii) {
        return has(ascii, 0);
    }

    boolean endsWith(String ascii) {
        return length >= ascii.length() && has(ascii, length - ascii.length());
    }

    private boolean has(String ascii, int at) {
        if (length - at < ascii.length()) {
            return false;
        }
        for (var i = 0; i < ascii.length(); i++) {
            if (bytes[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether its value is a token, or stands in a block of them. */
    boolean carriesToken() {
        if (startsWith("auth[")) {
            return true;
        }
        for (var at = 0; at < length; at++) {
            if ((bytes[at] == '[' && has("[AUTH]", at)) || (bytes[at] == '_' && has("_token]", at))) {
                return true;
            }
        }
        return false;
    }

    /** The number between {@code start} and {@code ][}; -1 if the name is not such. */
    long number(String start) {
        if (!startsWith(start)) {
            return -1;
        }
        var number = 0L;
        var at = start.length();
        for (; at < length && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            if (at - start.length() == MOST_DIGITS) {
                return -1;
            }
            number = number * 10 + bytes[at] - '0';
        }
        return at > start.length() && has("][", at) ? number : -1;
    }

    int brackets() {
        var brackets = 0;
        for (var at = 0; at < length; at++) {
            brackets += bytes[at] == '[' ? 1 : 0;
        }
        return brackets;
    }

    String text() {
        return new String(bytes, 0, length, UTF_8);
    }
}
