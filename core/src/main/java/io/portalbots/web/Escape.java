package io.portalbots.web;

import java.util.Arrays;

/** A per cent sign with two hexadecimal digits. Without them it stands for itself. */
final class Escape {

    /** How many bytes there are behind the per cent sign. */
    static final int MORE = 2;

    private static final byte[] DIGITS = digits();

    private Escape() {}

    private static byte[] digits() {
        var digits = new byte[256];
        Arrays.fill(digits, (byte) -1);
        for (var digit = 0; digit < 16; digit++) {
            digits[Character.forDigit(digit, 16)] = (byte) digit;
            digits[Character.toUpperCase(Character.forDigit(digit, 16))] = (byte) digit;
        }
        return digits;
    }

    /** Whether the per cent sign at {@code at} begins one, before {@code end}. */
    static boolean is(byte[] bytes, int at, int end) {
        return at + MORE < end && (digit(bytes[at + 1]) | digit(bytes[at + 2])) >= 0;
    }

    /** What it stands for. */
    static byte octet(byte[] bytes, int at) {
        return (byte) (digit(bytes[at + 1]) << 4 | digit(bytes[at + 2]));
    }

    private static int digit(byte one) {
        return DIGITS[one & 0xFF];
    }
}
