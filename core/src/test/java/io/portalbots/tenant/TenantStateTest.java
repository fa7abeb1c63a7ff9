package io.portalbots.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.tenant.TenantState.Active;
import io.portalbots.tenant.TenantState.AuthLost;
import io.portalbots.tenant.TenantState.Cause;
import io.portalbots.tenant.TenantState.News;
import io.portalbots.tenant.TenantState.Removed;
import io.portalbots.tenant.TenantState.Suspended;
import io.portalbots.tenant.TenantState.Unreachable;
import io.portalbots.tenant.TenantState.Unverified;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantStateTest {

    private static final List<TenantState> STATES = List.of(
            new Unverified("w"),
            new Active(),
            new AuthLost("w"),
            new Suspended(Cause.PAYMENT, "w"),
            new Suspended(Cause.OPERATOR, "w"),
            new Unreachable("w"),
            new Removed("w"));

    /** The whole table: what becomes of each state, in the order above, by one piece of news; - is no change. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PROVEN   | active | -           | active    | active      | -         | active    | active
            LOST     | -      | auth_lost   | -         | auth_lost   | -         | auth_lost | -
            OVERLOAD | -      | suspended   | -         | suspended   | -         | suspended | -
            OPERATOR | -      | suspended   | suspended | suspended   | -         | suspended | -
            RELEASED | -      | -           | -         | active      | active    | active    | -
            SILENT   | -      | unreachable | -         | unreachable | -         | -         | -
            ANSWERED | -      | -           | -         | active      | -         | active    | -
            GONE     | -      | removed     | removed   | removed     | removed   | removed   | -
            """)
    void movesOnlyWhereALegalTransitionLeads(
            String news,
            String unverified,
            String active,
            String lost,
            String unpaid,
            String held,
            String unreachable,
            String removed) {
        var expected = List.of(unverified, active, lost, unpaid, held, unreachable, removed);
        for (var index = 0; index < STATES.size(); index++) {
            var state = STATES.get(index);
            var after = state.after(news(news));
            if (expected.get(index).equals("-")) {
                assertThat(after).as(state + " " + news).isEqualTo(state);
            } else {
                assertThat(after.word()).as(state + " " + news).isEqualTo(expected.get(index));
            }
        }
    }

    private static News news(String word) {
        return switch (word) {
            case "PROVEN" -> new News.Proven();
            case "LOST" -> new News.TokensLost("why");
            case "OVERLOAD" -> new News.Barred(Cause.OVERLOAD, "why");
            case "OPERATOR" -> new News.Barred(Cause.OPERATOR, "why");
            case "RELEASED" -> new News.Released();
            case "SILENT" -> new News.OutOfReach("why");
            case "ANSWERED" -> new News.Answered();
            default -> new News.Gone("why");
        };
    }

    @Test
    void isReadBackAsItWasWritten() {
        for (var state : STATES) {
            var cause = state instanceof Suspended suspended ? suspended.cause().name() : "";

            assertThat(TenantState.of(state.word(), cause, state.reason())).isEqualTo(state);
        }
    }

    @Test
    void probesAPortalOutOfReachAtMostFortyTimesIn30Days() {
        var waited = Duration.ZERO;
        var probes = 0;
        while (waited.compareTo(Duration.ofDays(30)) < 0) {
            waited = waited.plus(
                    Probing.delay(new Unreachable("no such host"), probes).orElseThrow());
            probes++;
        }

        assertThat(probes).isLessThanOrEqualTo(40);
        assertThat(Probing.delay(new Unreachable(""), 0)).contains(Duration.ofMinutes(1));
        assertThat(Probing.delay(new Suspended(Cause.PAYMENT, ""), 9)).contains(Duration.ofDays(1));
        assertThat(Probing.delay(new Suspended(Cause.OVERLOAD, ""), 9)).contains(Duration.ofHours(6));
        assertThat(Probing.delay(new Suspended(Cause.OPERATOR, ""), 0)).isEmpty();
    }
}
