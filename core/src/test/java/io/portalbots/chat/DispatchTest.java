package io.portalbots.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.chat.Dispatch.Limits;
import io.portalbots.chat.Inbox.Kept;
import io.portalbots.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is begun is handled only when the test says so, so everything is counted and nothing is timed. */
class DispatchTest {

    private static final TenantId ACME = new TenantId("test", "a".repeat(32));
    private static final TenantId BETA = new TenantId("test", "b".repeat(32));

    private final Queue<Runnable> begun = new ArrayDeque<>();
    private final List<Kept> handled = new ArrayList<>();
    private int hungry;
    private long ids;

    private Dispatch dispatch(int eachAtOnce, int atOnce, int eachHeld, int held) {
        return new Dispatch(new Limits(eachAtOnce, atOnce, eachHeld, held), begun::add, handled::add, () -> hungry++);
    }

    private Kept event(TenantId tenant, String dialog, long message) {
        return new Kept(tenant, ++ids, 1, 0, "E", dialog, message, new byte[0], System.nanoTime());
    }

    private void finish(int events) {
        for (var event = 0; event < events; event++) {
            begun.remove().run();
        }
    }

    private void finishAll() {
        while (!begun.isEmpty()) {
            begun.remove().run();
        }
    }

    @Test
    void handlesDialogsTogetherAndWhatIsOfOneDialogOneAfterTheOther() {
        var dispatch = dispatch(4, 64, 32, 100);

        dispatch.offer(event(ACME, "1", 1));
        dispatch.offer(event(ACME, "1", 2));
        dispatch.offer(event(ACME, "2", 3));

        assertThat(begun).hasSize(2);
        finish(1);
        assertThat(begun).hasSize(2);
        finishAll();
        assertThat(handled).extracting(Kept::messageId).containsExactly(1L, 3L, 2L);
        assertThat(dispatch.held()).isZero();
    }

    /** F29. */
    @Test
    void ordersADialogByItsMessagesInWhateverOrderTheyCome() {
        for (var order : permutations(List.of(2L, 3L, 4L, 5L, 6L))) {
            handled.clear();
            var dispatch = dispatch(4, 64, 32, 100);
            dispatch.offer(event(ACME, "1", 1));

            order.forEach(message -> dispatch.offer(event(ACME, "1", message)));
            finishAll();

            assertThat(handled).extracting(Kept::messageId).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        }
    }

    @Test
    void leavesWhatHasNoNumberWhereItCame() {
        var dispatch = dispatch(4, 64, 32, 100);
        List.of(1L, 5L, 0L, 7L).forEach(message -> dispatch.offer(event(ACME, "1", message)));

        finishAll();

        assertThat(handled).extracting(Kept::messageId).containsExactly(1L, 5L, 0L, 7L);
    }

    @Test
    void handlesAFewEventsOfOneTenantAtOnceAndOfAllTenantsSomeMore() {
        var dispatch = dispatch(4, 6, 32, 100);

        IntStream.range(0, 10).forEach(dialog -> dispatch.offer(event(ACME, "a" + dialog, dialog)));
        assertThat(begun).hasSize(4);
        IntStream.range(0, 10).forEach(dialog -> dispatch.offer(event(BETA, "b" + dialog, dialog)));

        assertThat(begun).hasSize(6);
    }

    /** F30: however much one tenant has, between two events of another it gets no more than its turn. */
    @Test
    void keepsNobodyWaitingForTheFloodOfAnother() {
        var dispatch = dispatch(4, 4, 10_000, 100_000);
        IntStream.range(0, 2000).forEach(number -> dispatch.offer(event(ACME, "a" + number, number)));

        IntStream.range(0, 20).forEach(number -> dispatch.offer(event(BETA, "b" + number, number)));
        finishAll();

        var positions = IntStream.range(0, handled.size())
                .filter(at -> handled.get(at).tenant().equals(BETA))
                .boxed()
                .toList();
        assertThat(positions).hasSize(20);
        assertThat(positions.getFirst()).as("after what was at work").isLessThanOrEqualTo(5);
        assertThat(positions.getLast()).as("in turn with the flood").isLessThanOrEqualTo(4 + 2 * 20);
    }

    @Test
    void leavesUnclaimedWhatItHasNoRoomForUntilItIsClaimedInItsOrder() {
        var dispatch = dispatch(1, 64, 4, 100);
        IntStream.range(0, 4).forEach(number -> dispatch.offer(event(ACME, "1", number)));
        assertThat(dispatch.room(ACME)).isFalse();
        assertThat(dispatch.room(BETA)).isTrue();
        assertThat(dispatch.look().full()).containsExactly(ACME);

        finish(2);
        assertThat(hungry).isEqualTo(1);
        assertThat(dispatch.room(ACME)).as("what was left is earlier").isFalse();
        var look = dispatch.look();
        assertThat(look.full()).isEmpty();
        assertThat(look.each()).isEqualTo(2);
        dispatch.claimed(look, List.of(event(ACME, "1", 4), event(ACME, "1", 5)));
        assertThat(dispatch.room(ACME)).as("there may be more").isFalse();

        finishAll();
        dispatch.claimed(dispatch.look(), List.of());
        assertThat(dispatch.room(ACME)).isTrue();
    }

    @Test
    void holdsABoundedNumberOfEvents() {
        var dispatch = dispatch(4, 64, 32, 2);
        dispatch.offer(event(ACME, "1", 1));
        dispatch.offer(event(BETA, "1", 1));

        assertThat(dispatch.room(new TenantId("test", "c".repeat(32)))).isFalse();
        assertThat(dispatch.look().most()).isZero();
    }

    @Test
    void takesNothingOverThatItHas() {
        var dispatch = dispatch(4, 64, 32, 100);
        var event = event(ACME, "1", 1);

        dispatch.offer(event);
        dispatch.offer(event);

        assertThat(begun).hasSize(1);
        assertThat(dispatch.held()).isEqualTo(1);
    }

    @Test
    void tellsWhatIsToBeRenewedOnceInAWhile() {
        var dispatch = dispatch(4, 64, 32, 100);
        dispatch.offer(event(ACME, "1", 1));

        assertThat(dispatch.aged(Duration.ofHours(1))).isEmpty();
        assertThat(dispatch.aged(Duration.ZERO)).hasSize(1);
    }

    @Test
    void handsBackWhatHasNotBegunWhenItStops() {
        var dispatch = dispatch(1, 64, 32, 100);
        IntStream.range(1, 4).forEach(number -> dispatch.offer(event(ACME, "1", number)));

        assertThat(dispatch.stop()).extracting(Kept::messageId).containsExactly(2L, 3L);
        assertThat(dispatch.held()).isEqualTo(1);
        dispatch.offer(event(BETA, "1", 1));
        finishAll();
        assertThat(handled).extracting(Kept::messageId).containsExactly(1L);
        assertThat(dispatch.stop()).as("what came too late").hasSize(1);
        assertThat(dispatch.room(ACME)).isFalse();
    }

    @Test
    void goesOnAfterWhatFails() {
        var dispatch = new Dispatch(
                Limits.USUAL,
                begun::add,
                event -> {
                    throw new IllegalStateException("a bug");
                },
                () -> {});
        dispatch.offer(event(ACME, "1", 1));
        dispatch.offer(event(ACME, "1", 2));

        try {
            finish(1);
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("a bug");
        }

        assertThat(begun).hasSize(1);
    }

    private static <T> List<List<T>> permutations(List<T> all) {
        if (all.isEmpty()) {
            return List.of(List.of());
        }
        var found = new ArrayList<List<T>>();
        for (var first : all) {
            var others = new ArrayList<>(all);
            others.remove(first);
            permutations(others).forEach(rest -> {
                var order = new ArrayList<T>(List.of(first));
                order.addAll(rest);
                found.add(order);
            });
        }
        return found;
    }
}
