package io.portalbots.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.Circuit.Way;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private static final Pace PACE =
            new Pace(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(100));

    private final Circuit circuit = new Circuit(PACE);

    @Test
    void opensAtTheThirdCallInARowThatTakesTooLong() {
        assertThat(circuit.overdue(Way.USUAL, at(0))).isFalse();
        assertThat(circuit.overdue(Way.USUAL, at(0))).isFalse();
        circuit.answered(Way.USUAL);
        assertThat(circuit.overdue(Way.USUAL, at(0))).isFalse();
        assertThat(circuit.overdue(Way.USUAL, at(0))).isFalse();
        assertThat(circuit.way(at(0), true)).contains(Way.USUAL);

        assertThat(circuit.overdue(Way.USUAL, at(0))).isTrue();

        assertThat(circuit.way(at(0), true)).isEmpty();
        assertThat(circuit.refusal("echo", at(0)))
                .hasMessage("plugin echo is not called for a while: 3 calls in a row took too long");
    }

    @Test
    void triesOneCallAfterARestAndClosesByItsAnswer() {
        circuit.open("it hangs", at(0));

        assertThat(circuit.way(at(29), true)).isEmpty();
        assertThat(circuit.way(at(30), false)).isEmpty();
        assertThat(circuit.way(at(30), true)).contains(Way.TRIAL);
        assertThat(circuit.way(at(30), true)).isEmpty();

        circuit.answered(Way.TRIAL);

        assertThat(circuit.way(at(30), true)).contains(Way.USUAL);
        assertThat(circuit.standing().called()).isTrue();
    }

    @Test
    void restsTwiceAsLongAfterEachTrialThatFailsButNotForEver() {
        circuit.open("it hangs", at(0));
        failsTrial(30);
        assertThat(circuit.rest()).isEqualTo(Duration.ofSeconds(60));
        assertThat(circuit.way(at(89), true)).isEmpty();
        failsTrial(90);
        failsTrial(190);
        assertThat(circuit.rest()).isEqualTo(Duration.ofSeconds(100));
        assertThat(circuit.opened()).isEqualTo(4);

        circuit.way(at(300), true);
        circuit.answered(Way.TRIAL);
        circuit.open("it hangs again", at(301));

        assertThat(circuit.rest()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void triesAnotherCallAfterOneThatDidNotRun() {
        circuit.open("it hangs", at(0));
        circuit.way(at(30), true);

        circuit.untried(Way.TRIAL);

        assertThat(circuit.way(at(30), true)).contains(Way.TRIAL);
    }

    @Test
    void saysWhenItIsWorthWhileToCallAgain() {
        circuit.open("it hangs", at(0));
        assertThat(circuit.refusal("echo", at(12)).pause()).isEqualTo(Duration.ofSeconds(18));

        failsTrial(30);
        assertThat(circuit.refusal("echo", at(30)).pause())
                .as("of a minute, in which its jar may be replaced")
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(circuit.refusal("echo", at(90)).pause())
                .as("with no thread to risk")
                .isEqualTo(Duration.ofSeconds(30));

        circuit.way(at(90), true);
        assertThat(circuit.refusal("echo", at(90)).pause())
                .as("while another call tries it")
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void isNotClosedByACallFromBefore() {
        circuit.open("it hangs", at(0));

        circuit.answered(Way.USUAL);

        assertThat(circuit.way(at(0), true)).isEmpty();
    }

    @Test
    void staysDisabled() {
        circuit.disable("it eats memory");

        circuit.answered(Way.TRIAL);

        assertThat(circuit.way(at(100_000), true)).isEmpty();
        assertThat(circuit.open("it hangs", at(100_000))).isFalse();
        assertThat(circuit.refusal("echo", at(0)).kind()).isEqualTo(PluginException.Kind.DISABLED);
    }

    private void failsTrial(long seconds) {
        assertThat(circuit.way(at(seconds), true)).contains(Way.TRIAL);
        assertThat(circuit.overdue(Way.TRIAL, at(seconds))).isTrue();
    }

    /** Near where such clocks overflow, as they may. */
    private static long at(long seconds) {
        return Long.MAX_VALUE - 1_000_000_000 + Duration.ofSeconds(seconds).toNanos();
    }
}
