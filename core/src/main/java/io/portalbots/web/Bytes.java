package io.portalbots.web;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds bytes, eight at a time. */
final class Bytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST = 0x8080_8080_8080_8080L;

    private Bytes() {}

    /** Where the first {@code ascii} is, from {@code from} on; {@code bytes.length} if there is none. */
    static int find(byte[] bytes, char ascii, int from) {
        var eight = ascii * ONES;
        var at = from;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            var difference = (long) LONGS.get(bytes, at) ^ eight;
            var zeros = (difference - ONES) & ~difference & HIGHEST; // its lowest bit is right, those above may not be
            if (zeros != 0) {
                return at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        while (at < bytes.length && bytes[at] != ascii) {
            at++;
        }
        return at;
    }
}
