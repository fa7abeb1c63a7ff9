package io.portalbots.plugin;

import io.portalbots.plugin.PluginException.Kind;
import io.portalbots.spi.ChatPlugin;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one plugin's code on daemon platform threads of its own, so that a plugin that hangs holds up only
 * itself. A virtual thread in an endless loop would take a carrier away from everybody.
 *
 * <ol>
 *   <li>There are 64 threads at most. A tenant has four of them, and an eighth of the places to wait in.
 *   <li>A thread whose time is over is interrupted, and given up if it does not listen; another takes its place.
 *   <li>The first one given up that goes on burning a CPU opens the circuit; so does the third that merely waits, and
 *       the third call in a row that took too long. An open circuit fails calls at once.
 *   <li>After a rest one call is let through; if it comes back in time, with whatever, the circuit closes. A thread that
 *       burns is risked for that only while it leaves three quarters of the CPUs to others, or is the only one.
 * </ol>
 */
public final class PluginCalls {

    /** How long a plugin may take. */
    public static final Duration LIMIT = Duration.ofSeconds(5);

    /** How long to wait for a call at most: for its turn, and for its answer. */
    public static final Duration PATIENCE = LIMIT.multipliedBy(2).plusSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(PluginCalls.class);
    private static final int THREADS = 64; // most of them wait for portals, which take their time
    private static final int EACH_AT_ONCE = 4;
    private static final int WAITING = 256;
    private static final int GIVEN_UP = 8;

    /** A thread that uses this part of a CPU burns it: others may want it too. */
    private static final int BUSY_SHARE = 10;

    private final String id;
    private final Pace pace;
    private final Consumer<PluginCalls> starving;
    private final Circuit circuit;
    private final Turns turns = new Turns(WAITING, WAITING / 8, EACH_AT_ONCE);
    private final Set<Call<?>> running = new LinkedHashSet<>();
    private final Set<Call<?>> givenUp = new LinkedHashSet<>();
    private final Set<Call<?>> burning = new LinkedHashSet<>();
    private final Allocations allocations = new Allocations();
    private final ThreadGroup group;
    private final ThreadPoolExecutor threads;
    private volatile @Nullable ChatPlugin plugin;
    private boolean closed;

    PluginCalls(String id, ChatPlugin plugin) {
        this(new PluginGroup(id), id, plugin, Pace.USUAL, starved -> {});
    }

    /**
     * @param group of its threads; those that its code makes are in it too
     * @param starving told on a thread of the plugin's when a call of it ran out of memory
     */
    PluginCalls(ThreadGroup group, String id, ChatPlugin plugin, Pace pace, Consumer<PluginCalls> starving) {
        this.group = group;
        this.id = id;
        this.plugin = plugin;
        this.pace = pace;
        this.starving = starving;
        this.circuit = new Circuit(pace);
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), threads(plugin));
    }

    private ThreadFactory threads(ChatPlugin code) {
        var loader = new WeakReference<>(code.getClass().getClassLoader());
        return task -> {
            var thread = new Thread(group, task, "plugin-" + id, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader.get());
            return thread;
        };
    }

    /**
     * Calls the plugin.
     *
     * @param tenant on whose behalf
     * @return what it answered; fails with {@link PluginException}, whose kind says more, if it threw, took longer than
     *     {@link #LIMIT}, has too much to do or is not called at the moment
     */
    public <T> CompletionStage<T> call(String tenant, Function<ChatPlugin, T> what) {
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedStage(leaving());
            }
            var way = circuit.way(System.nanoTime(), room());
            if (way.isEmpty()) {
                return CompletableFuture.failedStage(circuit.refusal(id, System.nanoTime()));
            }
            var call = new Call<>(id, tenant, what, way.get());
            turns.put(call).ifPresentOrElse(full -> busy(call, full, null), () -> queued(call));
            return call.answer();
        }
    }

    private boolean room() {
        return givenUp.size() < GIVEN_UP
                && burning.size() < Math.max(1, Runtime.getRuntime().availableProcessors() / 4);
    }

    private void queued(Call<?> call) {
        next();
        if (!running.contains(call)) {
            Looks.after(pace.limit(), () -> waitedTooLong(call));
        }
    }

    private synchronized void waitedTooLong(Call<?> call) {
        if (turns.remove(call)) {
            busy(call, "did not come to this call for " + seconds(pace.limit()) + " s", null);
        }
    }

    private void busy(Call<?> call, String what, @Nullable Throwable cause) {
        circuit.untried(call.way());
        call.fail(new PluginException(Kind.BUSY, id, what, cause));
    }

    /** Gives threads to those whose turn it is, as long as there are some. */
    private void next() {
        while (running.size() < THREADS) {
            var call = turns.next();
            if (call.isEmpty()) {
                return;
            }
            begin(call.get());
        }
    }

    // There may be no memory for another thread.
    @SuppressWarnings("CatchingUnchecked")
    private void begin(Call<?> call) {
        running.add(call);
        try {
            threads.execute(() -> run(call));
            call.limitedBy(Looks.unlessCancelled(pace.limit(), () -> late(call)));
        } catch (Throwable e) {
            running.remove(call);
            turns.ended(call);
            busy(call, "has no thread for this call: " + e, e);
        }
    }

    private void run(Call<?> call) {
        var code = plugin;
        if (code == null) { // let go of, since the call was given its thread
            synchronized (this) {
                call.fail(leaving());
                came(call, 0);
            }
            return;
        }
        var before = ThreadUse.allocated(Thread.currentThread());
        var starved = call.run(code);
        came(call, ThreadUse.allocated(Thread.currentThread()) - before);
        if (starved) {
            starving.accept(this);
        }
    }

    private synchronized void came(Call<?> call, long allocated) {
        allocations.add(allocated, System.nanoTime());
        burning.remove(call);
        call.unlimited();
        if (!givenUp.remove(call)) {
            running.remove(call);
            turns.ended(call);
            circuit.answered(call.way());
        }
        next();
    }

    /** The call's time is over, if it did not come back. */
    private void late(Call<?> call) {
        synchronized (this) {
            if (!running.remove(call)) {
                return;
            }
            givenUp.add(call);
            turns.ended(call);
            call.fail(new PluginException(Kind.OVERDUE, id, "took longer than " + seconds(pace.limit()) + " s", null));
            if (circuit.overdue(call.way(), System.nanoTime())) {
                tellOpened();
            }
            next();
        }
        call.interrupt();
        lookAgain(call, true);
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    private void lookAgain(Call<?> call, boolean first) {
        var since = System.nanoTime();
        call.cpu()
                .ifPresent(cpu -> Looks.after(pace.look(), () -> {
                    if (look(call, cpu, since, first)) {
                        lookAgain(call, false);
                    }
                }));
    }

    /** Looks at a thread that was given up; answers whether it is still there. */
    private synchronized boolean look(Call<?> call, long cpuBefore, long since, boolean first) {
        if (!givenUp.contains(call)) {
            return false;
        }
        var now = System.nanoTime();
        var burns = call.cpu().orElse(cpuBefore) - cpuBefore > (now - since) / BUSY_SHARE;
        if (!burns) {
            burning.remove(call);
        } else if (burning.add(call)) {
            rest("a call of it does not end and burns a CPU");
        }
        if (first && givenUp.size() >= Circuit.MOST) {
            rest(givenUp.size() + " calls of it do not come back");
        }
        return true;
    }

    private void tellOpened() {
        LOG.atWarn()
                .addKeyValue("plugin", id)
                .log(
                        "plugin is not called for {} s: {}",
                        circuit.rest().toSeconds(),
                        circuit.standing().why());
        turns.clear().forEach(call -> call.fail(circuit.refusal(id, System.nanoTime())));
    }

    /** Rests the plugin for a while. */
    synchronized void rest(String why) {
        if (circuit.open(why, System.nanoTime())) {
            tellOpened();
        }
    }

    /** Calls the plugin no more, and lets go of its code, so that what it holds can be freed. */
    void disable(String why) {
        List<Call<?>> under;
        synchronized (this) {
            if (!circuit.disable(why)) {
                return;
            }
            plugin = null;
            turns.clear().forEach(call -> call.fail(circuit.refusal(id, System.nanoTime())));
            under = new ArrayList<>(running);
            under.addAll(givenUp);
        }
        LOG.atError().addKeyValue("plugin", id).log("plugin is disabled until its jar changes: {}", why);
        under.forEach(Call::interrupt);
    }

    /** Whether it is called. */
    public synchronized Standing standing() {
        return circuit.standing();
    }

    /** How many times its circuit opened. */
    public synchronized long opened() {
        return circuit.opened();
    }

    /** The bytes its calls allocated since it was loaded, whether they are still held or not. */
    public synchronized long allocated() {
        return allocations.total() + underWay();
    }

    /** Those within the last minute. */
    synchronized long allocatedLately() {
        return allocations.lately(System.nanoTime()) + underWay();
    }

    private long underWay() {
        return running.stream().mapToLong(Call::allocated).sum()
                + givenUp.stream().mapToLong(Call::allocated).sum();
    }

    /** The platform threads that run its code: those of its calls, and those it made itself from there. */
    public int threads() {
        return group.activeCount();
    }

    /** How many of those it made itself. */
    int ownThreads() {
        return Math.max(0, threads() - threads.getPoolSize());
    }

    /** The names of all. */
    List<String> threadNames() {
        var all = new Thread[threads() + 10];
        var count = group.enumerate(all);
        return Arrays.stream(all, 0, count).map(Thread::getName).sorted().toList();
    }

    /** Lets go of the code; what waits fails, and may be tried with whatever takes its place. */
    void close() {
        synchronized (this) {
            closed = true;
            plugin = null;
            turns.clear().forEach(call -> call.fail(leaving()));
        }
        threads.shutdown();
    }

    private PluginException leaving() {
        if (circuit.standing().state() == Standing.State.DISABLED) {
            return circuit.refusal(id, System.nanoTime());
        }
        return new PluginException(Kind.BUSY, id, "is being replaced or removed", null);
    }
}
