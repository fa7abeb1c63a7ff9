package io.portalbots.store;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Whether several ways to ask take the same time: each sample is of a way picked by chance, and the slowest tenth is left
 * out, which is what else the machine did.
 *
 * @see "Reparaz, Balasch, Verbauwhede: Dude, is my code constant time? (2017)"
 */
public final class Timings {

    private final double[][] nanos;
    private final int[] counts;

    private Timings(int ways, int samples) {
        nanos = new double[ways][samples];
        counts = new int[ways];
    }

    /** Takes {@code samples} of {@code ways}, after a tenth as many that are not counted. */
    public static Timings of(int samples, List<Runnable> ways) {
        var timings = new Timings(ways.size(), samples);
        var random = new Random(1);
        for (var i = -samples / 10; i < samples; i++) {
            var way = random.nextInt(ways.size());
            var since = System.nanoTime();
            ways.get(way).run();
            var took = System.nanoTime() - since;
            if (i >= 0) {
                timings.nanos[way][timings.counts[way]++] = took;
            }
        }
        return timings;
    }

    /** Welch's t between two ways; beyond 4.5 they differ, beyond 10 certainly. */
    public double t(int one, int other) {
        var limit = limit();
        var a = below(one, limit);
        var b = below(other, limit);
        return Math.abs(mean(a) - mean(b)) / Math.sqrt(variance(a) / a.length + variance(b) / b.length);
    }

    /** Microseconds. */
    public double mean(int way) {
        return mean(below(way, limit())) / 1000;
    }

    private double limit() {
        var all = IntStream.range(0, counts.length)
                .mapToObj(way -> Arrays.stream(nanos[way], 0, counts[way]))
                .flatMapToDouble(each -> each)
                .sorted()
                .toArray();
        return all[all.length * 9 / 10];
    }

    private double[] below(int way, double limit) {
        return Arrays.stream(nanos[way], 0, counts[way])
                .filter(each -> each <= limit)
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double variance(double[] values) {
        var mean = mean(values);
        return Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum() / (values.length - 1);
    }
}
