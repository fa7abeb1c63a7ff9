package io.portalbots.web;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A name or a value within the bytes of a form, not decoded before it is wanted. Moves on with the scanner: what is to
 * be kept has to be taken as {@link #text()}.
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

    boolean isEmpty() {
        return from == to;
    }

    /** Whether it is {@code ascii}, found without making a text. */
    boolean is(String ascii) {
        var at = from;
        for (var i = 0; i < ascii.length(); i++) {
            if (at == to || octet(at) != ascii.charAt(i)) {
                return false;
            }
            at += width(at);
        }
        return at == to;
    }

    /** How many bytes it has, decoded. */
    int length() {
        return count(-1);
    }

    /** How often {@code ascii} is in it, decoded. */
    int count(char ascii) {
        return count((int) ascii);
    }

    /** @param wanted an octet; all of them if negative */
    private int count(int wanted) {
        var count = 0;
        for (var at = from; at < to; at += width(at)) {
            if (wanted < 0 || octet(at) == wanted) {
                count++;
            }
        }
        return count;
    }

    /** Decoded as UTF-8; what is none becomes U+FFFD. */
    String text() {
        var decoded = new byte[to - from];
        var length = 0;
        for (var at = from; at < to; at += width(at)) {
            decoded[length++] = (byte) octet(at);
        }
        return new String(decoded, 0, length, StandardCharsets.UTF_8);
    }

    /**
     * Decodes into {@code target}, which has room, without NUL.
     *
     * @return how many bytes it has there
     */
    int decode(byte[] target) {
        var length = 0;
        for (var at = from; at < to; at += width(at)) {
            target[length] = (byte) octet(at);
            length += target[length] == 0 ? 0 : 1;
        }
        return length;
    }

    /** Where its first byte is. */
    int from() {
        return from;
    }

    /** Behind its last byte. */
    int to() {
        return to;
    }

    private int width(int at) {
        return escape(at) ? 3 : 1;
    }

    private int octet(int at) {
        if (escape(at)) {
            return HexFormat.fromHexDigit(bytes[at + 1]) << 4 | HexFormat.fromHexDigit(bytes[at + 2]);
        }
        return bytes[at] == '+' ? ' ' : Byte.toUnsignedInt(bytes[at]);
    }

    /** A per cent sign without two digits stands for itself. */
    private boolean escape(int at) {
        return bytes[at] == '%'
                && at + 2 < to
                && HexFormat.isHexDigit(bytes[at + 1])
                && HexFormat.isHexDigit(bytes[at + 2]);
    }
}
