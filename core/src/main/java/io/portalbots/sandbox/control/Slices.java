package io.portalbots.sandbox.control;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Consumer;

/** Work on very many things, a slice at a time: whoever else wants something of the event loop is served in between. */
final class Slices {

    private static final int SIZE = 500;
    private static final long PAUSE_MS = 1; // a task without delay would come before the requests that wait

    private Slices() {}

    /** Does {@code work} to each item in turn, on the caller's context; fails with what the work throws, and goes no further. */
    static <T> Future<Void> each(Vertx vertx, Collection<T> items, Consumer<? super T> work) {
        var done = Promise.<Void>promise();
        next(vertx, items.iterator(), work, done);
        return done.future();
    }

    private static <T> void next(Vertx vertx, Iterator<T> items, Consumer<? super T> work, Promise<Void> done) {
        try {
            for (var i = 0; i < SIZE && items.hasNext(); i++) {
                work.accept(items.next());
            }
        } catch (RuntimeException e) {
            done.fail(e);
            return;
        }
        if (items.hasNext()) {
            vertx.setTimer(PAUSE_MS, timer -> next(vertx, items, work, done));
        } else {
            done.complete();
        }
    }
}
