package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupedTest {

    private final List<List<Integer>> sent = new ArrayList<>();
    private final List<Promise<List<String>>> underWay = new ArrayList<>();
    private final Grouped<Integer, String> grouped = new Grouped<>(1, 3, this::send);

    private Future<List<String>> send(List<Integer> questions) {
        sent.add(questions);
        var promise = Promise.<List<String>>promise();
        underWay.add(promise);
        return promise.future();
    }

    private void answer(int statement) {
        underWay.get(statement)
                .complete(sent.get(statement).stream()
                        .map(number -> "is " + number)
                        .toList());
    }

    @Test
    void asksAtOnceWhenNobodyElseDoes() {
        var one = grouped.ask(1);
        assertThat(sent).containsExactly(List.of(1));

        answer(0);

        assertThat(one.result()).isEqualTo("is 1");
    }

    @Test
    void sendsTogetherWhatWasAskedMeanwhile() {
        grouped.ask(1);
        var two = grouped.ask(2);
        var three = grouped.ask(3);
        assertThat(sent).hasSize(1);

        answer(0);
        assertThat(sent).containsExactly(List.of(1), List.of(2, 3));
        answer(1);

        assertThat(List.of(two.result(), three.result())).containsExactly("is 2", "is 3");
    }

    @Test
    void leavesToTheNextWhatIsTooMuchForOne() {
        List.of(1, 2, 3, 4, 5).forEach(grouped::ask);

        answer(0);
        answer(1);

        assertThat(sent).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5));
    }

    @Test
    void asksEachAloneWhereTheDatabaseRefusesTheGroup() {
        grouped.ask(1);
        var two = grouped.ask(2);
        var three = grouped.ask(3);
        answer(0);

        underWay.get(1).fail(new PgException("invalid byte sequence", "ERROR", "22021", ""));
        answer(2);
        underWay.get(3).fail(new PgException("invalid byte sequence", "ERROR", "22021", ""));

        assertThat(two.result()).isEqualTo("is 2");
        assertThat(three.failed()).isTrue();
    }

    @Test
    void failsTheGroupWhereTheDatabaseIsSilentAndGoesOnWithTheNext() {
        grouped.ask(1);
        var two = grouped.ask(2);
        answer(0);
        var three = grouped.ask(3);

        underWay.get(1).fail(new IllegalStateException("connection lost"));
        answer(2);

        assertThat(two.failed()).isTrue();
        assertThat(three.result()).isEqualTo("is 3");
    }

    @Test
    void takesWhatAStatementThrowsForItsAnswer() {
        var broken = new Grouped<Integer, String>(1, 3, questions -> {
            throw new IllegalArgumentException("no such row");
        });

        assertThat(broken.ask(1).cause()).hasMessage("no such row");
        assertThat(broken.waiting()).isZero();
    }
}
