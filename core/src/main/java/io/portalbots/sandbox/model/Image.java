package io.portalbots.sandbox.model;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * A small picture, kept as the base64 text it came in.
 *
 * @param type media type, such as {@code image/png}
 * @param base64 the bytes, without a data URI prefix
 */
public record Image(String type, String base64) {

    private static final int MAX_SIDE = 5000;

    /**
     * Reads a picture a caller sent. A data URI prefix is taken off; what is no PNG, JPEG or GIF, or has a side over
     * 5000 px (checked for PNG), is no picture and gives nothing, as on a portal, which ignores it silently [src].
     */
    public static Optional<Image> read(String sent) {
        var base64 = sent.replaceFirst("^data:[^,]*,", "").replaceAll("\\s", "");
        try {
            return type(Base64.getDecoder().decode(base64)).map(type -> new Image(type, base64));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The picture as a {@code data:} URI for a page. */
    public String dataUri() {
        return "data:" + type + ";base64," + base64;
    }

    private static Optional<String> type(byte[] bytes) {
        if (bytes.length < 4) {
            return Optional.empty();
        }
        return switch (ByteBuffer.wrap(bytes).getInt()) {
            case 0x89504E47 -> smallEnough(bytes) ? Optional.of("image/png") : Optional.empty();
            case 0x47494638 -> Optional.of("image/gif");
            default ->
                (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8 ? Optional.of("image/jpeg") : Optional.empty();
        };
    }

    private static boolean smallEnough(byte[] png) {
        if (png.length < 24) {
            return false;
        }
        var header = ByteBuffer.wrap(png);
        return header.getInt(16) <= MAX_SIDE && header.getInt(20) <= MAX_SIDE;
    }
}
