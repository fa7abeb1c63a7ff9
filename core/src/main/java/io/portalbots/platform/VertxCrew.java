package io.portalbots.platform;

import io.portalbots.registry.apply.Crew;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Virtual threads, as many as may work at a time. Whoever waits for them may be a verticle. */
final class VertxCrew implements Crew {

    private final int atOnce;

    VertxCrew(int atOnce) {
        this.atOnce = atOnce;
    }

    @Override
    public <T, R> List<R> all(List<T> things, Function<T, R> work) {
        var results = new AtomicReferenceArray<R>(things.size());
        var next = new AtomicInteger();
        var workers = new ArrayList<Future<Void>>();
        for (var worker = 0; worker < Math.min(atOnce, things.size()); worker++) {
            workers.add(started(() -> {
                for (var i = next.getAndIncrement(); i < things.size(); i = next.getAndIncrement()) {
                    results.set(i, work.apply(things.get(i)));
                }
            }));
        }
        Future.join(workers).await();
        return IntStream.range(0, things.size()).mapToObj(results::get).toList();
    }

    // Whatever a worker dies of has to reach whoever waits for it.
    @SuppressWarnings("CatchingUnchecked")
    private static Future<Void> started(Runnable work) {
        var end = Promise.<Void>promise();
        Thread.ofVirtual().name("crew").start(() -> {
            try {
                work.run();
                end.complete();
            } catch (Throwable e) {
                end.fail(e);
            }
        });
        return end.future();
    }
}
