package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.portal.Bucket.Plan;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In virtual time: the nanoseconds are said, never waited for. */
class BucketTest {

    private static final long SECOND = 1_000_000_000L;

    private final Bucket bucket = new Bucket(-5);

    @Test
    void letsABurstOfPeoplePassAndThenTwoASecond() {
        for (var call = 1; call <= 45; call++) {
            assertThat(wait(Urgency.PERSON, 0)).as("call %d", call).isZero();
            bucket.take(0);
        }

        assertThat(wait(Urgency.PERSON, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(bucket.wait(Urgency.PERSON, 1, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(wait(Urgency.PERSON, SECOND / 2)).isZero();
    }

    @Test
    void keepsTenForPeople() {
        take(35, 0);

        assertThat(wait(Urgency.RECONCILE, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(wait(Urgency.PROBE, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(wait(Urgency.PERSON, 0)).isZero();
    }

    @Test
    void isAsGoodAsNewOnceDrained() {
        take(45, 0);

        take(45, 23 * SECOND);

        assertThat(wait(Urgency.PERSON, 23 * SECOND)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 2", "1, 2, 4", "4, 16, 32", "8, 256, 300", "20, 300, 300"})
    void leavesAPortalThatRefusesAloneForLongerEachTime(int refusalsBefore, long least, long most) {
        for (var refusal = 0; refusal < refusalsBefore; refusal++) {
            bucket.refused(0, 0);
        }

        bucket.refused(0, 0);
        assertThat(wait(Urgency.PERSON, 0)).isEqualTo(Duration.ofSeconds(least));
        bucket.answered();
        for (var refusal = 0; refusal < refusalsBefore; refusal++) {
            bucket.refused(0, 0);
        }
        bucket.refused(0, 1);
        assertThat(wait(Urgency.PERSON, 0)).isEqualTo(Duration.ofSeconds(most));
    }

    @Test
    void goesSlowlyOnceARefusalIsOver() {
        bucket.refused(0, 0);

        bucket.take(SECOND);
        bucket.take(SECOND);

        assertThat(wait(Urgency.PERSON, SECOND)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void neverTriesMoreThanThePortalSaidItAllows() {
        press(2_000);

        assertThat(burst(3_000 * SECOND)).isEqualTo(45);
    }

    @Test
    void growsByAndByWhereThePlanAllowsMoreAndThereIsNeed() {
        bucket.allows(Plan.ENTERPRISE);
        assertThat(burst(0)).as("not because of the plan alone").isEqualTo(45);

        press(100);
        assertThat(burst(1_000 * SECOND)).isBetween(46, 245);

        press(2_000);
        assertThat(burst(3_000 * SECOND)).isEqualTo(245);
        assertThat(wait(Urgency.PERSON, 3_000 * SECOND)).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void fallsBackOnARefusal() {
        bucket.allows(Plan.ENTERPRISE);
        press(2_000);

        bucket.refused(2_000 * SECOND, 0);

        assertThat(burst(4_000 * SECOND)).isEqualTo(45);
        press(2_000);
        assertThat(burst(9_000 * SECOND)).as("and does not try again by itself").isEqualTo(45);
    }

    /** Calls as fast as may be, all answered well. */
    private void press(int calls) {
        var now = 0L;
        for (var call = 0; call < calls; call++) {
            now += wait(Urgency.RECONCILE, now).toNanos();
            bucket.take(now);
            bucket.answered();
        }
    }

    private int burst(long now) {
        var calls = 0;
        while (wait(Urgency.PERSON, now).isZero()) {
            bucket.take(now);
            calls++;
        }
        return calls;
    }

    private void take(int calls, long now) {
        for (var call = 0; call < calls; call++) {
            bucket.take(now);
        }
    }

    private Duration wait(Urgency urgency, long now) {
        return bucket.wait(urgency, 0, now);
    }
}
