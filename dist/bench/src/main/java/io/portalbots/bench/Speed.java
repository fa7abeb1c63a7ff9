package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How fast the sandbox does one work, by itself and in batches. */
final class Speed {

    private static final int BATCH = 50;

    /** Calls a second by sixteen clients, and microseconds of the sandbox's processor time for each. */
    record Rate(double perSecond, double micros) {}

    private final Site site;
    private final Work work;
    private final int calls;
    private final int rounds;
    private final List<Integer> singles;
    private final List<Integer> batches;

    /** {@code calls} are done in each of {@code rounds}, after as many rounds that only warm up. */
    Speed(Site site, Work work, int calls, int rounds) {
        this.site = site;
        this.work = work;
        this.calls = calls;
        this.rounds = rounds;
        this.singles = Collections.nCopies(calls, 1);
        this.batches = Collections.nCopies(calls / BATCH, BATCH);
    }

    Rate single() {
        return median(() -> Crowd.each(singles, one -> site.call(work.tenant(), work.method(), work.parameters())));
    }

    Rate batched() {
        var commands = new JsonObject();
        for (var i = 0; i < BATCH; i++) {
            commands.put("c" + i, work.command());
        }
        return median(() -> Crowd.each(batches, one -> site.batch(work.tenant(), commands)));
    }

    private Rate median(Runnable round) {
        for (var i = 0; i < rounds; i++) {
            round.run();
        }
        var rates = new ArrayList<Rate>();
        for (var i = 0; i < rounds; i++) {
            rates.add(measure(round));
        }
        return new Rate(median(rates, Rate::perSecond), median(rates, Rate::micros));
    }

    private Rate measure(Runnable round) {
        var cpu = site.cpu();
        var start = System.nanoTime();
        round.run();
        var seconds = (System.nanoTime() - start) / 1e9;
        return new Rate(calls / seconds, (site.cpu() - cpu) / 1e3 / calls);
    }

    private static double median(List<Rate> rates, ToDoubleFunction<Rate> figure) {
        var sorted = rates.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
