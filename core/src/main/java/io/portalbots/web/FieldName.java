package io.portalbots.web;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The name of a form's field, decoded, without NUL. Moves on with the scanner: what is to be kept has to be taken as {@link
 * #text()}.
 */
final class FieldName {

    private static final int MOST_DIGITS = 18;

    private final byte[] bytes = new byte[FormScanner.LONGEST_NAME];
    private byte[] form = bytes;
    private int from;
    private int end;
    private int octets;
    private int size;
    private int depth;

    /**
     * Reads the name that begins at {@code first}; of one that is too long all but its end, and how long it is.
     *
     * @return where it ends: at {@code =}, {@code &} or the end of the form
     */
    int read(byte[] body, int first) {
        var all = 0;
        var kept = 0;
        var brackets = 0;
        var at = first;
        while (at < body.length && body[at] != '=' && body[at] != '&') {
            var octet = body[at];
            if (octet == '%' && Escape.is(body, at, body.length)) {
                octet = Escape.octet(body, at);
                at += Escape.MORE;
            } else if (octet == '+') {
                octet = ' ';
            }
            at++;
            all++;
            brackets += octet == '[' ? 1 : 0;
            if (octet != 0 && kept < bytes.length) {
                bytes[kept++] = octet;
            }
        }
        form = body;
        from = first;
        end = at;
        octets = all;
        size = kept;
        depth = brackets;
        return at;
    }

    /** Where it is in the form. */
    int from() {
        return from;
    }

    /** How many bytes it has, decoded, NUL and all. */
    int length() {
        return octets;
    }

    /** How many opening brackets it has. */
    int depth() {
        return depth;
    }

    /** The first byte; 0 if there is none. */
    int first() {
        return size == 0 ? 0 : bytes[0];
    }

    boolean is(String ascii) {
        return size == ascii.length() && has(ascii, 0);
    }

    boolean startsWith(String ascii) {
        return has(ascii, 0);
    }

    boolean endsWith(String ascii) {
        return size >= ascii.length() && has(ascii, size - ascii.length());
    }

    private boolean has(String ascii, int at) {
        if (size - at < ascii.length()) {
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
        for (var at = 0; at < size; at++) {
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
        for (; at < size && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            if (at - start.length() == MOST_DIGITS) {
                return -1;
            }
            number = number * 10 + bytes[at] - '0';
        }
        return at > start.length() && has("][", at) ? number : -1;
    }

    /** As UTF-8; what is none becomes U+FFFD. */
    String text() {
        if (octets == size) {
            return new String(bytes, 0, size, UTF_8);
        }
        var whole = new FormText(form);
        whole.at(from, end);
        return whole.text().replace("\0", ""); // as text, because a NUL may part what would be one character without it
    }
}
