package io.portalbots.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One change to all portals, measured.
 *
 * @param calls requests, those to the OAuth server included
 * @param expired how many portals had no fresh access token when it began
 * @param overruns how often a portal's limit was exceeded, by what it said and we did not make it say
 * @param bytes of bodies up
 * @param wall seconds from the first request to the moment when everything was there
 * @param cpu of the client's process, ns
 * @param database processor time of PostgreSQL, ns
 */
record Sample(
        int portals,
        long calls,
        long oauth,
        long expired,
        long overruns,
        long bytes,
        double wall,
        long cpu,
        long database) {

    /** Microseconds of the client's processor for each portal. */
    double cpuMicros() {
        return cpu / 1e3 / portals;
    }

    double databaseMicros() {
        return database / 1e3 / portals;
    }

    double bytesEach() {
        return (double) bytes / portals;
    }

    /** The least calls that could do: a batch for each portal, a refresh where the token had expired. */
    long minimum() {
        return portals + expired;
    }

    double ratioOfCalls() {
        return (double) calls / minimum();
    }

    static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        var sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
