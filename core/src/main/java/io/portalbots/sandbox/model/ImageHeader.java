package io.portalbots.sandbox.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What the first bytes of a picture say: PNG, GIF and JPEG are known. Pixels are not looked at.
 *
 * @param type media type, such as {@code image/png}
 * @param width in px
 * @param height in px
 */
record ImageHeader(String type, int width, int height) {

    private static final long PNG = 0x89504E47_0D0A1A0AL;
    private static final int GIF = 0x47494638;
    private static final int JPEG = 0xFFD8;

    /** The header, or nothing if these are no picture's bytes. */
    static Optional<ImageHeader> read(byte[] bytes) {
        try {
            return header(ByteBuffer.wrap(bytes)).filter(header -> header.width > 0 && header.height > 0);
        } catch (IndexOutOfBoundsException breaksOff) {
            return Optional.empty();
        }
    }

    private static Optional<ImageHeader> header(ByteBuffer bytes) {
        if (bytes.getShort(0) == (short) JPEG) {
            return jpeg(bytes);
        }
        if (bytes.getInt(0) == GIF) {
            var little = bytes.order(ByteOrder.LITTLE_ENDIAN);
            return Optional.of(new ImageHeader("image/gif", unsigned(little, 6), unsigned(little, 8)));
        }
        return bytes.getLong(0) == PNG
                ? Optional.of(new ImageHeader("image/png", bytes.getInt(16), bytes.getInt(20)))
                : Optional.empty();
    }

    /** The sides stand in the first segment that begins a frame. */
    private static Optional<ImageHeader> jpeg(ByteBuffer bytes) {
        var segment = 2;
        while (isMarker(bytes, segment)) {
            if (beginsFrame(bytes.get(segment + 1) & 0xFF)) {
                return Optional.of(
                        new ImageHeader("image/jpeg", unsigned(bytes, segment + 7), unsigned(bytes, segment + 5)));
            }
            segment += 2 + unsigned(bytes, segment + 2);
        }
        return Optional.empty();
    }

    private static boolean isMarker(ByteBuffer bytes, int at) {
        return (bytes.get(at) & 0xFF) == 0xFF;
    }

    private static boolean beginsFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }
}
