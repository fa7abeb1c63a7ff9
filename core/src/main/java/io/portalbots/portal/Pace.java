package io.portalbots.portal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Keeps the calls to each portal within its rate limit, by waiting. */
public final class Pace {

    /** Longer than callers wait in line, so that a full bucket is never taken for a new one. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().expireAfterAccess(FORGOTTEN).build();

    public Pace(Vertx vertx) {
        this.vertx = vertx;
    }

    void await(String portal) {
        var wait = bucket(portal).take(System.nanoTime());
        if (wait.compareTo(Duration.ZERO) > 0) {
            vertx.timer(Math.max(1, wait.toMillis())).await();
        }
    }

    /** The portal found us too fast, whatever we thought: others call it from our address too. */
    void overflowed(String portal) {
        bucket(portal).overflowed(System.nanoTime());
    }

    private Bucket bucket(String portal) {
        return buckets.get(portal, any -> new Bucket(System.nanoTime()));
    }
}
