package io.portalbots.plugin;

import io.portalbots.spi.ChatException;
import io.portalbots.spi.ChatPlugin;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Runs one plugin's code on a few daemon platform threads of its own, so that a plugin that hangs holds up only
 * itself. A virtual thread in an endless loop would take a carrier away from everybody.
 */
public final class PluginCalls {

    /** How long a plugin may take. */
    public static final Duration LIMIT = Duration.ofSeconds(5);

    /** How long to wait for a call at most: for its turn, and for its answer. */
    public static final Duration PATIENCE = LIMIT.multipliedBy(2).plusSeconds(1);

    private static final int THREADS = 4;
    private static final int WAITING = 256;

    private final String id;
    private final ChatPlugin plugin;
    private final ThreadPoolExecutor threads;

    PluginCalls(String id, ChatPlugin plugin) {
        this.id = id;
        this.plugin = plugin;
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), this::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Calls the plugin.
     *
     * @param tenant on whose behalf
     * @return what it answered; fails with {@link PluginException} naming the plugin if it threw, took longer than
     *     {@link #LIMIT} or has too much to do
     */
    public <T> CompletionStage<T> call(String tenant, Function<ChatPlugin, T> what) {
        var answer = new CompletableFuture<T>();
        try {
            threads.execute(() -> run(what, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(
                    new PluginException(PluginException.Kind.BUSY, id, "has " + WAITING + " calls waiting already", e));
        }
        return answer.orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).exceptionallyCompose(this::explained);
    }

    // A plugin may throw anything, an AssertionError or a StackOverflowError too, and it must not reach others.
    @SuppressWarnings("CatchingUnchecked")
    private <T> void run(Function<ChatPlugin, T> what, CompletableFuture<T> answer) {
        try {
            answer.complete(Objects.requireNonNull(what.apply(plugin), "it answered nothing"));
        } catch (Throwable e) {
            answer.completeExceptionally(new PluginException(kind(e), id, "failed: " + e, e));
        }
    }

    private static PluginException.Kind kind(Throwable problem) {
        return problem instanceof ChatException ? PluginException.Kind.UNSAID : PluginException.Kind.FAILED;
    }

    private <T> CompletionStage<T> explained(Throwable problem) {
        return CompletableFuture.failedStage(
                problem instanceof java.util.concurrent.TimeoutException
                        ? new PluginException(
                                PluginException.Kind.OVERDUE,
                                id,
                                "took longer than " + LIMIT.toSeconds() + " s",
                                problem)
                        : problem);
    }

    private Thread thread(Runnable task) {
        var thread = new Thread(task, "plugin-" + id);
        thread.setDaemon(true);
        thread.setContextClassLoader(plugin.getClass().getClassLoader());
        return thread;
    }

    void close() {
        threads.shutdown();
    }
}
