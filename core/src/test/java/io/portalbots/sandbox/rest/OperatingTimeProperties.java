package io.portalbots.sandbox.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds of running time, whenever calls are made. */
class OperatingTimeProperties {

    private static final Instant START = Instant.parse("2026-03-01T12:00:17Z");
    private static final Duration CALL = Duration.ofSeconds(3);

    @Property
    void onlyCallsOfTheLastTenMinutesCount(@ForAll @Size(max = 60) List<@IntRange(max = 400) Integer> pauses) {
        var time = new OperatingTime();
        var calls = new ArrayList<Instant>();
        var now = START;
        for (var pause : pauses) {
            now = now.plusSeconds(pause);
            time.add(now, CALL);
            calls.add(now);
            assertThat(time.spent(now))
                    .isEqualTo(CALL.multipliedBy(counting(calls, now).size()));
        }
    }

    @Property
    void theOldestStopsCountingTenMinutesAfterTheFirstOfItsMinute(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 400) Integer> pauses) {
        var time = new OperatingTime();
        var calls = new ArrayList<Instant>();
        var now = START;
        for (var pause : pauses) {
            now = now.plusSeconds(pause);
            time.add(now, CALL);
            calls.add(now);
        }

        assertThat(time.resetsAt(now)).isEqualTo(counting(calls, now).getFirst().plusSeconds(600));
        assertThat(time.resetsAt(now)).isAfterOrEqualTo(now);
        assertThat(time.spent(now.plusSeconds(660))).isEqualTo(Duration.ZERO);
    }

    @Property
    void shortCallsDoNotCount(@ForAll @IntRange(max = 100) int millis) {
        var time = new OperatingTime();

        time.add(START, Duration.ofMillis(millis));

        assertThat(time.spent(START)).isEqualTo(Duration.ZERO);
        assertThat(time.resetsAt(START)).isEqualTo(START.plusSeconds(600));
    }

    private static List<Instant> counting(List<Instant> calls, Instant now) {
        return calls.stream().filter(call -> minute(call) > minute(now) - 10).toList();
    }

    private static long minute(Instant instant) {
        return instant.getEpochSecond() / 60;
    }
}
