package io.portalbots.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeadroomTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Headroom headroom = new Headroom(meters);

    @Test
    void shrinksFastWhilePeopleTalkAndThreadsAreLate() {
        headroom.seen(Duration.ofMillis(5), true);
        assertThat(headroom.most()).isEqualTo(64);

        for (var i = 0; i < 10; i++) {
            headroom.seen(Duration.ofSeconds(1), true);
        }
        assertThat(headroom.most()).isEqualTo(Headroom.LEAST);
        assertThat(meters.get("portalbots.reconcile.room").gauge().value()).isEqualTo(Headroom.LEAST);
    }

    @Test
    void growsBackOneByOneWhenTheyAreInTime() {
        headroom.seen(Duration.ofMillis(5), true);
        headroom.seen(Duration.ofMillis(1), true);
        headroom.seen(Duration.ofMillis(-3), true);

        assertThat(headroom.most()).isEqualTo(66);
    }

    @Test
    void isAllThereIsWhileNobodyTalks() {
        headroom.seen(Duration.ofMillis(5), true);
        headroom.seen(Duration.ofSeconds(1), false);

        assertThat(headroom.most()).isEqualTo(Headroom.MOST);
    }
}
