package io.portalbots.spi;

import static io.portalbots.spi.Rules.check;

import java.util.Arrays;

/** The face of a bot: a square PNG of 32 to 512 pixels a side and at most 64 KiB. */
public final class Avatar {

    private final byte[] png;

    private Avatar(byte[] png) {
        this.png = png;
    }

    public static Avatar of(byte[] png) {
        var size = Png.size("avatar", png);
        check(
                size.width() == size.height() && size.width() >= 32 && size.width() <= 512,
                "avatar",
                "must be square, 32 to 512 pixels a side",
                size.width() + "x" + size.height());
        return new Avatar(png.clone());
    }

    /** The file {@code name} in the plugin's jar, beside {@code neighbour}. */
    public static Avatar resource(Class<?> neighbour, String name) {
        return of(Png.resource(neighbour, name));
    }

    public byte[] png() {
        return png.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Avatar avatar && Arrays.equals(png, avatar.png);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(png);
    }
}
