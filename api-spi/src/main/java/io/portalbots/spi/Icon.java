package io.portalbots.spi;

import static io.portalbots.spi.Rules.check;

import java.util.Arrays;

/**
 * The picture of an app above the message box: a PNG of 108x66 pixels, transparent, the left half as it looks
 * inactive (drawn in {@code #b3b7bc}), the right half active ({@code #2fc7f7}), each drawing at most 45x32 and centred.
 *
 * @see "Bitrix24 REST reference, chat apps, icon"
 */
public final class Icon {

    private final byte[] png;

    private Icon(byte[] png) {
        this.png = png;
    }

    public static Icon of(byte[] png) {
        var size = Png.size("icon", png);
        check(
                size.width() == 108 && size.height() == 66,
                "icon",
                "must be 108x66 pixels",
                size.width() + "x" + size.height());
        return new Icon(png.clone());
    }

    /** The file {@code name} in the plugin's jar, beside {@code neighbour}. */
    public static Icon resource(Class<?> neighbour, String name) {
        return of(Png.resource(neighbour, name));
    }

    public byte[] png() {
        return png.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Icon icon && Arrays.equals(png, icon.png);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(png);
    }
}
