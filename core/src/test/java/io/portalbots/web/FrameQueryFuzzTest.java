package io.portalbots.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.chat.Frames;
import io.portalbots.tenant.Tenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses of frames, written in any way there is, and such that are none. {@code -Dframe.fuzz.cases=5000}. */
class FrameQueryFuzzTest {

    private static final int CASES = Integer.getInteger("frame.fuzz.cases", 300);
    private static final Tenant ACME = FramesServed.tenant("app", "5", 1, Instant.EPOCH);
    private static final String BOARD = FramesServed.path(ACME, "echo", "board");
    private static final List<String> PIECES = List.of(
            "&",
            "=",
            "?",
            "+",
            "%",
            "%4",
            "%zz",
            "%00",
            "%C3",
            "[",
            "]",
            "APP_CODE=",
            "echo.board",
            "~2",
            "DOMAIN=https://acme.bitrix24.test",
            "DOMAIN_HASH=",
            "USER_ID=",
            "USER_HASH=",
            "17",
            "-1",
            "99999999999999999999",
            "session=",
            "a.b",
            ".",
            "e30",
            "/",
            "\u00ff");

    private final Random random = new Random(20261122);
    private FramesServed served;

    @BeforeEach
    void serve(@TempDir Path folder) throws IOException {
        served = new FramesServed(folder, List.of("echo"), List.of("board"));
        served.tenants.with(ACME);
    }

    @AfterEach
    void stop() throws IOException {
        served.close();
    }

    @Test
    void opensHoweverTheSignedAddressIsWritten() throws IOException {
        for (var i = 0; i < CASES; i++) {
            var dialog = text();
            var address = written(dialog);

            var location = FramesServed.location(served.get(address));

            assertThat(location).as(address).isPresent();
            assertThat(served.get(location.orElseThrow())).as(address).startsWith("HTTP/1.1 200");
            assertThat(served.lastDialog.get()).as(address).isEqualTo(dialog);
        }
    }

    @Test
    void opensByNothingElseAndBreaksOnNothing() throws IOException {
        try (var frames = Logs.of(Frames.class);
                var failures = Logs.of(Failures.class)) {
            for (var i = 0; i < CASES; i++) {
                var query = new StringBuilder("?");
                for (var piece = random.nextInt(30); piece > 0; piece--) {
                    query.append(PIECES.get(random.nextInt(PIECES.size())));
                }

                assertThat(served.get(BOARD + query).substring(9, 12))
                        .as(query.toString())
                        .isIn("400", "403");
            }

            assertThat(frames.lines()).isNotEmpty();
            assertThat(failures.lines()).noneMatch(line -> line.startsWith("ERROR"));
        }
        assertThat(served.calls).hasValue(0);
    }

    private String text() {
        return random.ints(1 + random.nextInt(40), 1, Character.MAX_CODE_POINT)
                .map(one -> random.nextBoolean() ? 1 + one % 127 : one)
                .filter(one -> one < Character.MIN_SURROGATE || one > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The signed parameters in any order, among others, each character escaped or not; what comes last counts. */
    private String written(String dialog) {
        var fields = new ArrayList<String>();
        var signed = served.signed(ACME, "echo", "board", "17");
        signed.forEach((name, value) -> fields.add(escaped(name) + "=" + escaped(value)));
        fields.add(escaped("DIALOG_ID") + "=" + escaped(dialog));
        fields.addAll(List.of("", "=x", "LANG", "DIALOG_CONTEXT=", "UNKNOWN=%C3"));
        Collections.shuffle(fields, random);
        return BOARD + "?DIALOG_ID=before&USER_ID=18&" + String.join("&", fields);
    }

    private String escaped(String text) {
        var escaped = new StringBuilder();
        for (var octet : text.getBytes(UTF_8)) {
            var one = Byte.toUnsignedInt(octet);
            if (Character.isLetterOrDigit(one) && one < 128 && random.nextBoolean()) {
                escaped.append((char) one);
            } else if (one == ' ' && random.nextBoolean()) {
                escaped.append('+');
            } else {
                escaped.append((random.nextBoolean() ? "%%%02x" : "%%%02X").formatted(one));
            }
        }
        return escaped.toString();
    }
}
