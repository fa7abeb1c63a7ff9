package io.portalbots.sandbox.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds of a bucket, whenever requests come. */
class LeakyBucketProperties {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Property
    void theLevelIsThatOfTheFormula(
            @ForAll @Size(max = 60) List<@IntRange(max = 5000) Integer> pauses,
            @ForAll @DoubleRange(min = 0.1, max = 10) double perSecond) {
        var bucket = LeakyBucket.empty(START);
        var level = 0.0;
        for (var pause : pauses) {
            bucket = bucket.with(bucket.at().plusMillis(pause), perSecond);
            level = Math.max(0, level - perSecond * pause / 1e3) + 1;
            assertThat(bucket.level()).isCloseTo(level, offset(1e-6));
        }
    }

    @Property
    void noMoreComesThroughThanFitsAndDrains(
            @ForAll @Size(max = 200) List<@IntRange(max = 900) Integer> pauses,
            @ForAll @IntRange(min = 1, max = 20) int perSecond,
            @ForAll @IntRange(min = 1, max = 50) int size) {
        var bucket = LeakyBucket.empty(START);
        var admitted = 0;
        for (var pause : pauses) {
            bucket = bucket.with(bucket.at().plusMillis(pause), perSecond);
            admitted += bucket.overflows(size) ? 0 : 1;
            var drained = perSecond * Duration.between(START, bucket.at()).toMillis() / 1e3;
            assertThat(admitted).isLessThanOrEqualTo((int) Math.floor(size + drained + 1e-6));
        }
    }

    @Property
    void whoKeepsToTheDrainIsNeverRefused(
            @ForAll @IntRange(min = 1, max = 20) int perSecond, @ForAll @IntRange(min = 1, max = 300) int requests) {
        var bucket = LeakyBucket.empty(START);
        for (var request = 0; request < requests; request++) {
            bucket = bucket.with(bucket.at().plusNanos(1_000_000_000L / perSecond + 1), perSecond);
            assertThat(bucket.overflows(1)).isFalse();
        }
    }

    @Property
    void aBurstComesThroughUpToTheSize(@ForAll @IntRange(min = 1, max = 250) int size) {
        var bucket = LeakyBucket.empty(START);
        for (var request = 0; request < size; request++) {
            bucket = bucket.with(START, 2);
            assertThat(bucket.overflows(size)).isFalse();
        }
        assertThat(bucket.with(START, 2).overflows(size)).isTrue();
    }

    @Property
    void timeThatRunsBackDrainsNothing(@ForAll @IntRange(max = 10_000) int back) {
        var bucket = LeakyBucket.empty(START).with(START.minusMillis(back), 2);

        assertThat(bucket).isEqualTo(new LeakyBucket(1, START));
    }
}
