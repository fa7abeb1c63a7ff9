package io.portalbots.plugin;

import io.portalbots.plugin.Circuit.Way;
import io.portalbots.plugin.PluginException.Kind;
import io.portalbots.spi.ChatException;
import io.portalbots.spi.ChatPlugin;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call of a plugin. */
final class Call<T> {

    private final String plugin;
    private final String tenant;
    private final Function<ChatPlugin, T> what;
    private final Way way;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable Thread thread;
    private @Nullable Future<?> limit;
    private long allocatedBefore;

    Call(String plugin, String tenant, Function<ChatPlugin, T> what, Way way) {
        this.plugin = plugin;
        this.tenant = tenant;
        this.what = what;
        this.way = way;
    }

    String tenant() {
        return tenant;
    }

    Way way() {
        return way;
    }

    CompletionStage<T> answer() {
        return answer.minimalCompletionStage();
    }

    void fail(PluginException why) {
        answer.completeExceptionally(why);
    }

    /**
     * Runs the plugin's code on this thread. It may throw anything, an AssertionError or a StackOverflowError too, and it
     * must not reach others.
     *
     * @return whether it ran out of memory
     */
    @SuppressWarnings("CatchingUnchecked")
    boolean run(ChatPlugin code) {
        begin();
        try {
            answer.complete(Objects.requireNonNull(what.apply(code), "it answered nothing"));
            return false;
        } catch (Throwable e) {
            answer.completeExceptionally(new PluginException(kind(e), plugin, "failed: " + said(e), e));
            return e instanceof OutOfMemoryError;
        } finally {
            end();
        }
    }

    /** A refusal has no cause; silence has. */
    private static Kind kind(Throwable problem) {
        return problem instanceof ChatException && problem.getCause() != null ? Kind.UNSAID : Kind.FAILED;
    }

    /** What a stranger's exception says of itself, which is a stranger's code too. */
    @SuppressWarnings("CatchingUnchecked")
    private static String said(Throwable problem) {
        try {
            return problem.toString();
        } catch (Throwable e) {
            return problem.getClass().getName();
        }
    }

    /** What will happen when its time is over. */
    synchronized void limitedBy(Future<?> event) {
        limit = event;
    }

    /** It came back: what was to happen does not, and nothing remembers it, or what it threw. */
    synchronized void unlimited() {
        if (limit != null) {
            limit.cancel(false);
        }
    }

    private synchronized void begin() {
        thread = Thread.currentThread();
        allocatedBefore = ThreadUse.allocated(thread);
    }

    private synchronized void end() {
        thread = null;
        Thread.interrupted(); // which was meant for this call
    }

    /** Asks the code to stop; it need not listen. */
    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** The thread's CPU time so far, in nanoseconds; empty once the code came back. */
    synchronized Optional<Long> cpu() {
        return Optional.ofNullable(thread).map(ThreadUse::cpu);
    }

    /** What its thread allocated so far, in bytes; 0 once the code came back. */
    synchronized long allocated() {
        return thread == null ? 0 : ThreadUse.allocated(thread) - allocatedBefore;
    }
}
