package io.portalbots.dist;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other processes bring about. */
final class Eventually {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Eventually() {}

    /** Assertions about something that changes. */
    interface Expectation {
        void check() throws Exception;
    }

    static void eventually(Expectation expectation) throws Exception {
        within(LIMIT, expectation);
    }

    /** Looks until the expectation is met; fails as it does if that takes longer than {@code limit}. */
    static void within(Duration limit, Expectation expectation) throws Exception {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                expectation.check();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
