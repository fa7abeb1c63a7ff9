package io.portalbots.spi;

import static io.portalbots.spi.Rules.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads the size of a PNG from its first chunk, without decoding the picture. */
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int HEADER = 24;
    private static final int LARGEST = 64 * 1024;

    private Png() {}

    record Size(int width, int height) {}

    static Size size(String field, byte[] png) {
        check(
                png.length >= HEADER && Arrays.equals(png, 0, 8, SIGNATURE, 0, 8),
                field,
                "must be a PNG image",
                png.length + " bytes");
        check(png.length <= LARGEST, field, "must have at most 64 KiB", png.length + " bytes");
        var header = ByteBuffer.wrap(png);
        return new Size(header.getInt(16), header.getInt(20));
    }

    static byte[] resource(Class<?> neighbour, String name) {
        try (InputStream in = neighbour.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource '" + name + "' beside " + neighbour.getName());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
