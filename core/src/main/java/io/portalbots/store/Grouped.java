package io.portalbots.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/**
 * One statement for what many ask at the same time: whoever asks while others are on their way goes with the next, so each
 * goes alone when little happens and in groups when much does, and nobody lingers. Never blocks; for any thread.
 *
 * @param <Q> what is asked, or to be written
 * @param <A> what is answered to each
 */
final class Grouped<Q, A> {

    private final int atOnce;
    private final int most;
    private final Function<List<Q>, Future<List<A>>> statement;
    private final Queue<Asked<Q, A>> waiting = new ArrayDeque<>();
    private int underWay;

    private record Asked<Q, A>(Q question, Promise<A> answer) {}

    /**
     * Nothing is sent yet.
     *
     * @param atOnce how many statements may be on their way
     * @param most questions of one statement
     * @param statement answers as many as it is asked, in their order
     */
    Grouped(int atOnce, int most, Function<List<Q>, Future<List<A>>> statement) {
        this.atOnce = atOnce;
        this.most = most;
        this.statement = statement;
    }

    /**
     * Asks, together with whoever else does. Where the database refuses a group, each is asked alone, so that only those
     * fail that it is about; where it is silent, the whole group fails, as its statement may have been carried out.
     */
    Future<A> ask(Q question) {
        var asked = new Asked<>(question, Promise.<A>promise());
        synchronized (waiting) {
            waiting.add(asked);
        }
        next();
        return asked.answer().future();
    }

    /** How many wait for a statement to go with. */
    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    private void next() {
        var group = group();
        if (!group.isEmpty()) {
            answer(group).onComplete(any -> {
                synchronized (waiting) {
                    underWay--;
                }
                next();
            });
        }
    }

    private List<Asked<Q, A>> group() {
        synchronized (waiting) {
            var group = new ArrayList<Asked<Q, A>>();
            while (underWay < atOnce && group.size() < most && !waiting.isEmpty()) {
                group.add(waiting.remove());
            }
            underWay += group.isEmpty() ? 0 : 1;
            return group;
        }
    }

    private Future<?> answer(List<Asked<Q, A>> group) {
        return sent(group).transform(answers -> {
            if (answers.failed() && group.size() > 1 && answers.cause() instanceof PgException) {
                return Future.join(
                        group.stream().map(asked -> answer(List.of(asked))).toList());
            }
            deliver(group, answers);
            return Future.succeededFuture();
        });
    }

    // Whatever building a statement throws is an answer, or those who asked would wait for ever.
    @SuppressWarnings("CatchingUnchecked")
    private Future<List<A>> sent(List<Asked<Q, A>> group) {
        try {
            return statement.apply(group.stream().map(Asked::question).toList());
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }

    private void deliver(List<Asked<Q, A>> group, AsyncResult<List<A>> answers) {
        for (var i = 0; i < group.size(); i++) {
            var answer = group.get(i).answer();
            if (answers.failed()) {
                answer.fail(answers.cause());
            } else {
                answer.complete(answers.result().get(i));
            }
        }
    }
}
