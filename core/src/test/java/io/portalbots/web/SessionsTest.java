package io.portalbots.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.store.Keys;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final JsonObject CLAIMS =
            new JsonObject().put("tenant", "app.1").put("user", 7);

    @TempDir
    private Path folder;

    private Keys keys;

    @BeforeEach
    void make() {
        Keys.make(folder.resolve("keys.json"));
        keys = Keys.read(folder.resolve("keys.json"));
    }

    private Sessions at(Instant time) {
        return new Sessions(keys, Clock.fixed(time, ZoneOffset.UTC));
    }

    @Test
    void opensForItsPurposeUntilItIsOver() {
        var session = at(NOON).issue("page", CLAIMS, LIFE);

        assertThat(at(NOON).open("page", session)).contains(CLAIMS);
        assertThat(at(NOON.plus(LIFE).minusSeconds(1)).open("page", session)).contains(CLAIMS);
        assertThat(at(NOON.plus(LIFE)).open("page", session)).isEmpty();
    }

    @Test
    void opensForNoOtherPurpose() {
        var session = at(NOON).issue("page", CLAIMS, LIFE);

        assertThat(at(NOON).open("frame", session)).isEmpty();
        assertThat(at(NOON).open("pag", session)).isEmpty();
    }

    @Test
    void opensNothingThatWasTouched() {
        var session = at(NOON).issue("page", CLAIMS, LIFE);

        for (var i = 0; i < session.length(); i++) {
            var touched = session.substring(0, i) + other(session.charAt(i)) + session.substring(i + 1);

            assertThat(at(NOON).open("page", touched)).as("touched at %s", i).isEmpty();
        }
    }

    /** Differs by a high bit, so that the last letter, whose low bits say nothing, differs too. */
    private static char other(char letter) {
        return letter == 'A' ? 'g' : 'A';
    }

    @Test
    void opensNothingThatOthersSigned() {
        Keys.make(folder.resolve("other.json"));
        var others = new Sessions(Keys.read(folder.resolve("other.json")), Clock.fixed(NOON, ZoneOffset.UTC));

        assertThat(at(NOON).open("page", others.issue("page", CLAIMS, LIFE))).isEmpty();
    }

    @Test
    void opensNothingOfAnotherBodyWithTheSameSignature() {
        var session = at(NOON).issue("page", CLAIMS, LIFE);
        var forged = new JsonObject()
                .put("until", Long.MAX_VALUE)
                .put("claims", CLAIMS)
                .encode();
        var body = Base64.getUrlEncoder().withoutPadding().encodeToString(forged.getBytes(StandardCharsets.UTF_8));

        assertThat(at(NOON).open("page", body + session.substring(session.indexOf('.'))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "e30.", ".e30", "e30.e30", "%%%.%%%", "e30.e30.e30", "é.é"})
    void opensNothingThatIsNoSession(String text) {
        assertThat(at(NOON).open("page", text)).isEmpty();
        assertThat(at(NOON).open("page", text.repeat(5000))).isEmpty();
    }

    @Test
    void knowsPurposesOnlyThatCannotBeTakenForAnother() {
        assertThatThrownBy(() -> at(NOON).issue("page|x", CLAIMS, LIFE))
                .hasMessageContaining("a purpose must match [a-z0-9.]{1,40} but is 'page|x'");
    }
}
