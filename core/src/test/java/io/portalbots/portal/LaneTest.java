package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.portal.Lane.Waiting;
import io.portalbots.tenant.PortalUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** In virtual time. */
class LaneTest {

    private static final long SECOND = 1_000_000_000L;

    private final Lane lane = new Lane("acme", 2, 0);

    @Test
    void letsAPersonOvertakeTheRegistryAndTheRegistryAProbe() {
        lane.refused(0, 0);
        var probe = join(Urgency.PROBE, 0);
        var reconcile = join(Urgency.RECONCILE, 0);
        var person = join(Urgency.PERSON, 0);

        lane.wake(SECOND);
        assertThat(person.hasTurn()).isTrue();
        assertThat(reconcile.hasTurn()).isFalse();

        lane.wake(7 * SECOND);
        assertThat(reconcile.hasTurn()).isTrue();
        assertThat(probe.hasTurn()).isFalse();

        lane.leave(reconcile, 7 * SECOND);
        assertThat(probe.hasTurn()).isTrue();
    }

    @Test
    void keepsThePlaceOfPeopleFreeOfACallThatHangs() {
        var hangs = join(Urgency.RECONCILE, 0);
        var behind = join(Urgency.RECONCILE, 0);
        var person = join(Urgency.PERSON, 0);

        assertThat(hangs.hasTurn()).isTrue();
        assertThat(behind.hasTurn()).isFalse();
        assertThat(person.hasTurn()).isTrue();
    }

    @Test
    void asksToBeAskedAgainWhenTheFirstMayGo() {
        for (var call = 0; call < 35; call++) {
            lane.leave(join(Urgency.RECONCILE, 0), 0);
        }
        lane.join(Urgency.RECONCILE, 0);

        assertThat(lane.admit(0)).isEqualTo(Duration.ofMillis(500));
        assertThat(lane.admit(0)).as("it was answered before").isZero();
    }

    @Test
    void sendsAwayWhoseTurnWouldComeTooLate() {
        lane.refused(0, 0);
        lane.refused(0, 0);
        lane.refused(0, 0);
        lane.refused(0, 0.5); // 12 s

        assertThatThrownBy(() -> lane.join(Urgency.PERSON, 0))
                .isInstanceOf(PortalUnavailableException.class)
                .hasMessageContaining("acme");
        lane.join(Urgency.RECONCILE, 0);
    }

    @Test
    void doesNotStandLongerThanItsBound() {
        join(Urgency.RECONCILE, 0);
        var stand = 0;
        try {
            for (; stand < 1_000; stand++) {
                join(Urgency.PERSON, 0);
            }
        } catch (PortalUnavailableException e) {
            assertThat(stand).isLessThanOrEqualTo(Lane.LONGEST + 1);
        }
        assertThat(stand).isLessThan(1_000);
    }

    @Test
    void forgetsWhoGaveUp() {
        lane.refused(0, 0);
        var gone = join(Urgency.PERSON, 0);

        lane.giveUp(gone);
        lane.wake(100 * SECOND);

        assertThat(gone.turn().future().cause()).isInstanceOf(PortalUnavailableException.class);
        assertThat(join(Urgency.PERSON, 100 * SECOND).hasTurn()).isTrue();
        assertThat(join(Urgency.PERSON, 100 * SECOND).hasTurn()).isTrue();
    }

    private Waiting join(Urgency urgency, long now) {
        var waiting = lane.join(urgency, now);
        lane.admit(now);
        return waiting;
    }
}
