package io.portalbots.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.function.Function;

/** Work on one item after the other, in several lanes; all on one event loop. */
final class Lanes<T> {

    private final List<T> items;
    private final Function<T, Future<?>> work;
    private final Promise<Integer> done = Promise.promise();
    private int next;
    private int open;
    private int failed;

    Lanes(List<T> items, Function<T, Future<?>> work) {
        this.items = items;
        this.work = work;
    }

    /** Opens so many lanes; answers on how many items the work failed, once all is done. */
    Future<Integer> run(Context loop, int lanes) {
        loop.runOnContext(begin -> {
            open = Math.min(lanes, items.size());
            for (var lane = open; lane > 0; lane--) {
                go();
            }
        });
        return done.future();
    }

    private void go() {
        if (next < items.size()) {
            work.apply(items.get(next++)).onComplete(answered -> {
                failed += answered.failed() ? 1 : 0;
                go();
            });
        } else if (--open == 0) {
            done.complete(failed);
        }
    }
}
