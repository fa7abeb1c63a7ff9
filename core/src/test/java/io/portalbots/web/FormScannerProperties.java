package io.portalbots.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.web.ReferenceForm.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Our scanner and the JDK's decoder read the same from any bytes. {@code -Dform.fuzz.cases=200} takes 100 000 forms. */
class FormScannerProperties {

    private static final int CASES = Integer.getInteger("form.fuzz.cases", 10);
    private static final List<String> PIECES = List.of(
            "&",
            "&",
            "&",
            "=",
            "=",
            "+",
            "%",
            "%4",
            "%zz",
            "%%",
            "%0",
            "%00",
            "%26",
            "%3D",
            "%2B",
            "[",
            "]",
            "%5B",
            "%5d",
            "a",
            "data",
            "auth[member_id]",
            "event",
            "0",
            "%C3%A4",
            "\u00c3\u00a4",
            "%C3",
            "%E2%82",
            "%f0%9F%98%80",
            "%F4%90%80%80",
            "%ED%A0%80",
            "%C0%80",
            "\u00ff",
            ";",
            "\r\n",
            " ",
            "\0");

    @Property(tries = 500)
    void readsWhatTheReferenceReads(@ForAll long seed) {
        var random = new Random(seed);
        for (var i = 0; i < CASES; i++) {
            var form = form(random);

            assertThat(scanned(form)).as(new String(form, ISO_8859_1)).isEqualTo(reference(form));
        }
    }

    @Property
    void readsAnyBytes(@ForAll byte[] form) {
        assertThat(scanned(form)).isEqualTo(reference(form));
    }

    /** Names have no NUL, which is not stored. */
    private static Optional<List<Field>> reference(byte[] form) {
        return ReferenceForm.read(form)
                .map(fields -> fields.stream()
                        .map(field -> new Field(field.name().replace("\0", ""), field.value()))
                        .toList());
    }

    private static Optional<List<Field>> scanned(byte[] form) {
        var fields = new ArrayList<Field>();
        try {
            FormScanner.scan(form, (name, value) -> {
                fields.add(new Field(name.text(), value.text()));
                assertThat(name.is("auth[member_id]")).isEqualTo(name.text().equals("auth[member_id]"));
            });
            return Optional.of(fields);
        } catch (FormException e) {
            return Optional.empty();
        }
    }

    /** Mostly pieces that mean something, sometimes beyond a limit. */
    private static byte[] form(Random random) {
        var form = new StringBuilder();
        var pieces = random.nextInt(random.nextInt(20) == 0 ? 1500 : 40);
        for (var i = 0; i < pieces; i++) {
            form.append(random.nextInt(200) == 0 ? piece(random).repeat(random.nextInt(300)) : piece(random));
        }
        return form.toString().getBytes(ISO_8859_1);
    }

    private static String piece(Random random) {
        return random.nextInt(5) == 0
                ? String.valueOf((char) random.nextInt(256))
                : PIECES.get(random.nextInt(PIECES.size()));
    }
}
