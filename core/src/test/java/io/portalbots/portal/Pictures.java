package io.portalbots.portal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Pictures as far as anybody looks into them: the head of a PNG. */
final class Pictures {

    private Pictures() {}

    static byte[] png(int width, int height) {
        return ByteBuffer.allocate(33)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
                .putInt(13)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .array();
    }
}
