package io.portalbots.sandbox.model;

import com.github.benmanes.caffeine.cache.Interner;
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

    /** An application registers the same pictures on all its portals: each is kept once, as long as anybody has it. */
    private static final Interner<Image> KEPT = Interner.newWeakInterner();

    /**
     * Reads a picture a caller sent. A data URI prefix is taken off; what is no PNG, JPEG or GIF, or has a side over
     * 5000 px, is no picture and gives nothing, as on a portal, which ignores it silently [src].
     */
    public static Optional<Image> read(String sent) {
        var base64 = base64(sent);
        return header(base64).filter(Image::fits).map(header -> KEPT.intern(new Image(header.type(), base64)));
    }

    /** Whether it would be a picture if no side were over 5000 px. */
    public static boolean isTooLarge(String sent) {
        return header(base64(sent)).filter(header -> !fits(header)).isPresent();
    }

    /** The picture as a {@code data:} URI for a page. */
    public String dataUri() {
        return "data:" + type + ";base64," + base64;
    }

    private static String base64(String sent) {
        return sent.replaceFirst("^data:[^,]*,", "").replaceAll("\\s", "");
    }

    private static Optional<ImageHeader> header(String base64) {
        try {
            return ImageHeader.read(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static boolean fits(ImageHeader header) {
        return header.width() <= MAX_SIDE && header.height() <= MAX_SIDE;
    }
}
