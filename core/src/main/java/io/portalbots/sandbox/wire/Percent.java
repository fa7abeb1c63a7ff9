package io.portalbots.sandbox.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The escapes of forms and queries as PHP's {@code urldecode} reads them: never fails, keeps a broken escape. */
final class Percent {

    private Percent() {}

    /** {@code +} is a blank, {@code %C3%A4} a byte each; bytes that are no UTF-8 become U+FFFD. */
    static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var decoded = new ByteArrayOutputStream(bytes.length);
        for (var at = 0; at < bytes.length; at++) {
            var code = bytes[at] == '%' ? code(bytes, at) : -1;
            if (code >= 0) {
                decoded.write(code);
                at += 2;
            } else {
                decoded.write(bytes[at] == '+' ? ' ' : bytes[at]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** The byte that the two hex digits after {@code at} stand for, or -1. */
    private static int code(byte[] bytes, int at) {
        if (at + 2 >= bytes.length) {
            return -1;
        }
        var high = Character.digit(bytes[at + 1], 16);
        var low = Character.digit(bytes[at + 2], 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
