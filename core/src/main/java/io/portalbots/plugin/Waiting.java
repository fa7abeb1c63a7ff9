package io.portalbots.plugin;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** How plain code waits for something that is done elsewhere, whatever threads it runs on. */
public interface Waiting {

    /**
     * The stage's result.
     *
     * @throws TimeoutException if there is none within {@code limit}
     * @throws RuntimeException what the stage failed with, as it is if it is unchecked
     */
    <T> T on(CompletionStage<T> stage, Duration limit) throws TimeoutException;
}
