package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** Prints a line of JSON for each variant, and remembers whether a goal was missed. */
final class Report {

    private static final double MICROS = 1e6;
    private boolean missed;

    /** 1 if a goal was missed. */
    int exit() {
        return missed ? 1 : 0;
    }

    /** A line without a goal. */
    void tell(JsonObject line) {
        print(line.put("goal", null).put("ok", true));
    }

    /** A line whose {@code figure} must not be above {@code goal}; no limit of portals must have been exceeded. */
    void judge(JsonObject line, double figure, double goal) {
        var ok = figure <= goal && line.getLong("limit_exceeded", 0L) == 0;
        missed |= !ok;
        print(line.put("goal", goal).put("ok", ok));
    }

    /** A line of samples, medians of them all. */
    static JsonObject line(String name, String peer, List<Sample> samples) {
        var last = samples.get(samples.size() - 1);
        return new JsonObject()
                .put("case", name)
                .put("n", last.portals())
                .put("peer", peer)
                .put("rounds", samples.size())
                .put("calls", (long) Sample.median(samples, Sample::calls))
                .put("oauth_calls", (long) Sample.median(samples, Sample::oauth))
                .put("minimum", (long) Sample.median(samples, Sample::minimum))
                .put("calls_ratio", round(Sample.median(samples, Sample::ratioOfCalls)))
                .put(
                        "limit_exceeded",
                        samples.stream().mapToLong(Sample::overruns).sum())
                .put("bytes_each", round(Sample.median(samples, Sample::bytesEach)))
                .put("cpu_us", round(Sample.median(samples, Sample::cpuMicros)))
                .put("pg_cpu_us", round(Sample.median(samples, Sample::databaseMicros)))
                .put("wall_s", round(Sample.median(samples, Sample::wall)))
                .put("portals_s", round(last.portals() / Sample.median(samples, Sample::wall)));
    }

    /** Three digits behind the point are enough. */
    static double round(double value) {
        return Math.round(value * 1e3) / 1e3;
    }

    /** The smallest of the times that so many of all do not exceed. */
    static double percentile(List<Double> times, double share) {
        var sorted = times.stream().sorted().toList();
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    /** How much values that follow one another grow from each to the next, by the line that fits them best. */
    static double slope(List<Double> values) {
        var middle = (values.size() - 1) / 2.0;
        var mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        var both = 0.0;
        var squares = 0.0;
        for (var i = 0; i < values.size(); i++) {
            both += (i - middle) * (values.get(i) - mean);
            squares += (i - middle) * (i - middle);
        }
        return both / squares;
    }

    static double mebibytes(long bytes) {
        return Math.round(bytes * MICROS / (1 << 20)) / MICROS;
    }

    private static void print(JsonObject line) {
        System.out.println(line.encode());
    }
}
