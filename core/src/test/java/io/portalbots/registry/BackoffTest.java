package io.portalbots.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesFromOneSecondToFiveMinutes() {
        var most = new Backoff(new Luck(Long.MAX_VALUE));

        assertThat(most.delay(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(most.delay(3)).isEqualTo(Duration.ofSeconds(8));
        assertThat(most.delay(9)).isEqualTo(Duration.ofMinutes(5));
        assertThat(most.delay(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void spreadsDelaysOverTheUpperHalf() {
        var least = new Backoff(new Luck(0));

        assertThat(least.delay(0)).isEqualTo(Duration.ofMillis(500));
        assertThat(least.delay(50)).isEqualTo(Duration.ofSeconds(150));
    }

    /** Draws the same number each time, or the largest there is below the bound. */
    private record Luck(long number) implements RandomGenerator {

        @Override
        public long nextLong() {
            return number;
        }

        @Override
        public long nextLong(long bound) {
            return Math.min(number, bound - 1);
        }
    }
}
