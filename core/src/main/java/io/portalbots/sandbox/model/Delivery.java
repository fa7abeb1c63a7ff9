package io.portalbots.sandbox.model;

import java.time.Duration;

/**
 * How a portal's events travel. A portal hands them to a queue that posts them one after the other for each application.
 *
 * @param delay from what happens to its being sent, on the portal's clock; some 15 ms of real network come on top
 * @param timeout how long a handler may take to answer, in real time; unknown of portals
 * @param retries how often an event that no handler took is sent again; portals never do [docs: api-reference/events]
 * @param collapse whether identical events of one request become one [src, newer builds]
 */
public record Delivery(
        Duration delay, Duration timeout, int retries, boolean collapse, Throttle throttle, Mishaps mishaps) {

    /**
     * What a slow handler costs its application. That it does is documented, the figures are unknown.
     *
     * @param slowAfter an answer that takes as long, in real time, is slow; zero: none is
     * @param slowPause the rest after a slow answer, on the portal's clock
     */
    public record Throttle(Duration slowAfter, Duration slowPause) {

        /** Whether an answer that took so long is slow. */
        public boolean isSlow(Duration taken) {
            return !slowAfter.isZero() && taken.compareTo(slowAfter) >= 0;
        }
    }

    /**
     * What happens to an event by chance, each with a probability of 0 to 1.
     *
     * @param drop it gets lost
     * @param duplicate it is sent twice
     * @param reorder it overtakes others that still wait
     * @param reorderBy how many it overtakes at most
     */
    public record Mishaps(double drop, double duplicate, double reorder, int reorderBy) {}

    /** At once, in order, once each, with five seconds for the handler. */
    public static final Delivery USUAL = new Delivery(
            Duration.ZERO,
            Duration.ofSeconds(5),
            0,
            true,
            new Throttle(Duration.ZERO, Duration.ofSeconds(1)),
            new Mishaps(0, 0, 0, 1));
}
