package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatingLimitsTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final OperatingLimits limits = new OperatingLimits(nanos::get);

    @Test
    void blocksOneMethodOfOnePortalUntilThePortalSaidItsTimeWouldBeForgotten() {
        limits.answered("acme", "m", time("{'finish': 1760000000.5, 'operating_reset_at': 1760000090}"));
        pass(Duration.ofSeconds(9));

        limits.spent("acme", "m");

        assertThat(limits.left("acme", "m")).isEqualTo(Duration.ofMillis(80_500));
        assertThat(limits.left("acme", "n")).isZero();
        assertThat(limits.left("beta", "m")).isZero();
        pass(Duration.ofMillis(80_500));
        assertThat(limits.left("acme", "m")).isZero();
    }

    @Test
    void blocksForAllOfTenMinutesIfThePortalNeverSaid() {
        limits.spent("acme", "m");

        assertThat(limits.left("acme", "m")).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void blocksForAMinuteIfThatTimeIsOver() {
        limits.answered("acme", "m", time("{'finish': 1760000000, 'operating_reset_at': 1760000010}"));
        pass(Duration.ofSeconds(20));

        limits.spent("acme", "m");

        assertThat(limits.left("acme", "m")).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'finish': 'now', 'operating_reset_at': true}",
                "{'finish': 0, 'operating_reset_at': 1e300}",
                "{'finish': 1760000000, 'operating_reset_at': -1}"
            })
    void livesWithWhatItCannotRead(String time) {
        limits.answered("acme", "m", time(time));

        limits.spent("acme", "m");

        assertThat(limits.left("acme", "m")).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(10));
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    private static JsonObject time(String json) {
        return new JsonObject(json.replace('\'', '"'));
    }
}
