package io.portalbots.portal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Keeps the calls to each portal within its rate limit, by waiting. */
public final class Pace {

    private final Vertx vertx;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().expireAfterAccess(Bucket.DRAINED).build();

    public Pace(Vertx vertx) {
        this.vertx = vertx;
    }

    void await(String portal) {
        var wait = buckets.get(portal, any -> new Bucket(System.nanoTime())).take(System.nanoTime());
        if (wait.compareTo(Duration.ZERO) > 0) {
            vertx.timer(Math.max(1, wait.toMillis())).await();
        }
    }
}
