package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** In virtual time: the nanoseconds are said, never waited for. */
class BucketTest {

    private static final long SECOND = 1_000_000_000L;

    private final Bucket bucket = new Bucket(0);

    @Test
    void letsABurstPassAndThenTwoASecond() {
        for (var call = 1; call <= 45; call++) {
            assertThat(bucket.take(0)).as("call %d", call).isZero();
        }

        assertThat(bucket.take(0)).isEqualTo(Duration.ofMillis(500));
        assertThat(bucket.take(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(bucket.take(SECOND)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void isAsGoodAsNewOnceDrained() {
        for (var call = 0; call < 45; call++) {
            bucket.take(0);
        }

        var later = Duration.ofSeconds((long) Math.ceil(Bucket.CAPACITY / Bucket.DRAIN_PER_SECOND))
                .toNanos();
        for (var call = 1; call <= 45; call++) {
            assertThat(bucket.take(later)).as("call %d", call).isZero();
        }
        assertThat(bucket.take(later)).isPositive();
    }

    @Test
    void neverLetsThePortalsBucketOverflow() {
        var made = new ArrayList<Long>();
        for (var call = 0; call < 400; call++) {
            var asked = call / 7 * SECOND; // seven a second, far beyond what drains
            made.add(asked + bucket.take(asked).toNanos());
        }
        Collections.sort(made);

        var level = 0.0;
        var before = 0L;
        for (var at : made) {
            level = Math.max(0, level - (at - before) / 1e9 * 2) + 1;
            before = at;
            assertThat(level).isLessThan(46.001);
        }
    }
}
