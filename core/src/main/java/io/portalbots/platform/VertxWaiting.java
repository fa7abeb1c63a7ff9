package io.portalbots.platform;

import io.portalbots.plugin.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits as verticles on virtual threads do, so that their other tasks go on meanwhile. */
final class VertxWaiting implements Waiting {

    private final Vertx vertx;

    VertxWaiting(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public <T> T on(CompletionStage<T> stage, Duration limit) throws TimeoutException {
        return Future.fromCompletionStage(stage, vertx.getOrCreateContext())
                .recover(problem -> Future.failedFuture(bare(problem)))
                .timeout(limit.toMillis(), TimeUnit.MILLISECONDS) // await(limit) goes on out of turn when that is over
                .await();
    }

    /** Stages that follow others wrap what those failed with. */
    private static Throwable bare(Throwable problem) {
        return problem instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : problem;
    }
}
