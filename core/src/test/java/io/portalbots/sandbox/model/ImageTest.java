package io.portalbots.sandbox.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {

    @ParameterizedTest
    @CsvSource({"5000, 1, image/png", "5001, 1,", "1, 5001,", "0, 1,"})
    void takesAPngWithoutASideOver5000(int width, int height, String type) {
        assertThat(type(png(width, height))).isEqualTo(Optional.ofNullable(type));
    }

    @ParameterizedTest
    @CsvSource({"5000, image/gif", "5001,"})
    void takesAGifWithoutASideOver5000(int height, String type) {
        assertThat(type("474946383961 8813 %02x%02x".formatted(height & 0xFF, height >> 8)))
                .isEqualTo(Optional.ofNullable(type));
    }

    @ParameterizedTest
    @CsvSource({"5000, image/jpeg", "5001,"})
    void takesAJpegWithoutASideOver5000(int height, String type) {
        assertThat(type("ffd8 ffe0 0004 0000 ffc0 000b 08 %04x 1388".formatted(height)))
                .isEqualTo(Optional.ofNullable(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "89", "ffd8", "ffd8 00", "89504e470d0a1a0a 00", "4749463839", "00112233445566778899"})
    void isNothingIfItBreaksOffOrIsNoPicture(String hex) {
        assertThat(type(hex)).isEmpty();
    }

    @Test
    void comesWithOrWithoutTheBeginningOfADataUri() {
        var base64 = base64(png(1, 1));

        assertThat(Image.read("data:image/png;base64," + base64))
                .isEqualTo(Image.read(base64))
                .isPresent();
        assertThat(Image.read("?" + base64)).isEmpty();
    }

    @Test
    void isKeptOnceHoweverManyPortalsHaveIt() {
        var icon = base64(png(50, 50));

        assertThat(Image.read(icon).orElseThrow())
                .isSameAs(Image.read(icon + " ").orElseThrow());
    }

    private static String png(int width, int height) {
        return "89504e470d0a1a0a 0000000d49484452 %08x %08x".formatted(width, height);
    }

    private static Optional<String> type(String hex) {
        return Image.read(base64(hex)).map(Image::type);
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
