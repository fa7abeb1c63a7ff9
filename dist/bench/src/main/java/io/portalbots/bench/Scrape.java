package io.portalbots.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The metrics of a platform at one moment. */
final class Scrape {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String text;

    Scrape(String text) {
        this.text = text;
    }

    static Scrape of(Child platform) {
        var url = platform.ready().getString("management") + "/metrics";
        try {
            return new Scrape(HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the platform does not tell its metrics", e);
        }
    }

    /** The sum of a metric over its labels. */
    double sum(String metric) {
        return Pattern.compile("(?m)^" + metric + "(?:\\{.*})? (\\S+)$")
                .matcher(text)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    /**
     * Milliseconds that so many of all that a histogram of seconds counted since {@code before} do not exceed; within a bucket
     * they count as evenly spread.
     *
     * @return infinite if they are beyond the last bucket, or nothing was counted
     */
    double percentile(String histogram, double share, Scrape before) {
        var counts = buckets(histogram);
        before.buckets(histogram).forEach((bound, count) -> counts.merge(bound, -count, Double::sum));
        var wanted = share * counts.getOrDefault(Double.POSITIVE_INFINITY, 0.0);
        if (wanted == 0) {
            return Double.POSITIVE_INFINITY;
        }
        var below = Map.entry(0.0, 0.0);
        for (var bucket : counts.entrySet()) {
            if (bucket.getValue() >= wanted) {
                var part = (wanted - below.getValue()) / (bucket.getValue() - below.getValue());
                return 1e3 * (below.getKey() + part * (bucket.getKey() - below.getKey()));
            }
            below = bucket;
        }
        throw new IllegalStateException("the buckets of " + histogram + " do not grow: " + counts);
    }

    private Map<Double, Double> buckets(String histogram) {
        var buckets = new TreeMap<Double, Double>();
        Pattern.compile("(?m)^" + histogram + "_bucket\\{.*?le=\"([^\"]+)\"} (\\S+)$")
                .matcher(text)
                .results()
                .forEach(
                        found -> buckets.merge(bound(found.group(1)), Double.parseDouble(found.group(2)), Double::sum));
        return buckets;
    }

    private static double bound(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }
}
