package io.portalbots.web;

import java.nio.charset.StandardCharsets;

/**
 * A value within the bytes of a form, not decoded before it is wanted. Moves on with the scanner: what is to be kept has to
 * be taken as {@link #text()}.
 */
final class FormText {

    private final byte[] bytes;
    private int from;
    private int to;

    FormText(byte[] bytes) {
        this.bytes = bytes;
    }

    void at(int first, int end) {
        from = first;
        to = end;
    }

    /** Behind its last byte in the form. */
    int to() {
        return to;
    }

    /** Decoded as UTF-8; what is none becomes U+FFFD. */
    String text() {
        var decoded = new byte[to - from];
        var length = 0;
        for (var at = from; at < to; at++) {
            var octet = bytes[at];
            if (octet == '%' && Escape.is(bytes, at, to)) {
                octet = Escape.octet(bytes, at);
                at += Escape.MORE;
            } else if (octet == '+') {
                octet = ' ';
            }
            decoded[length++] = octet;
        }
        return new String(decoded, 0, length, StandardCharsets.UTF_8);
    }
}
