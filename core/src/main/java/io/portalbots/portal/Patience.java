package io.portalbots.portal;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for a while. {@code Future.await(limit)} is no way to do so: a thread whose limit is over goes on beside the other
 * tasks of its verticle, and what it waits for next may never come (seen with Vert.x 5.0.12).
 */
final class Patience {

    private Patience() {}

    /** What {@code future} becomes, or fails with. */
    static <T> T await(Future<T> future, long limitMillis) throws TimeoutException {
        return future.timeout(limitMillis, TimeUnit.MILLISECONDS).await();
    }
}
