package io.portalbots.plugin;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names the plugin that eats the memory, and disables it: when a call ran out of memory, or when old objects fill more
 * than 85 % of the heap right after they were collected.
 *
 * <p>All plugins share one heap, and the JVM does not tell whose an object is. What it counts is what each thread allocates.
 * So the plugin is named whose calls allocated most within the last minute, and only if that is a quarter of the heap at
 * least. This finds what fills the heap in a hurry. It sees neither who holds what was allocated, nor what threads of a
 * plugin's own allocate; a leak that takes hours looks like nobody's, and is told of in the log without a name.
 */
final class MemoryGuard {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryGuard.class);
    private static final double FULL = 0.85;
    private static final int LEAST_PART = 4;
    private static final long PAUSE_NANOS = 10_000_000_000L;

    private final Supplier<List<Plugin>> plugins;
    private final LongSupplier heap;
    private final List<MemoryPoolMXBean> pools;
    private long lastVerdict = System.nanoTime() - PAUSE_NANOS;
    private boolean blamed;

    MemoryGuard(Supplier<List<Plugin>> plugins) {
        this(plugins, Runtime.getRuntime()::maxMemory);
    }

    /** @param heap how many bytes there are for everybody */
    MemoryGuard(Supplier<List<Plugin>> plugins, LongSupplier heap) {
        this.plugins = plugins;
        this.heap = heap;
        this.pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
                .filter(pool -> pool.getUsage().getMax() > 0)
                .filter(pool -> pool.getName().matches("(?i).*(old|tenured|heap).*"))
                .toList();
        pools.forEach(
                pool -> pool.setCollectionUsageThreshold((long) (pool.getUsage().getMax() * FULL)));
    }

    /** Looks whether memory is short. */
    void look() {
        if (pools.stream().anyMatch(MemoryPoolMXBean::isCollectionUsageThresholdExceeded)) {
            full();
        }
    }

    /** Memory is short; answers who is disabled for it. */
    synchronized Optional<Plugin> full() {
        var now = System.nanoTime();
        if (now - lastVerdict < PAUSE_NANOS) {
            return Optional.empty(); // what the last one held may not be collected yet
        }
        lastVerdict = now;
        var hog = hog();
        blamed = hog.isPresent();
        hog.ifPresentOrElse(
                plugin -> plugin.calls()
                        .disable("memory is short, and its calls allocated " + megabytes(plugin)
                                + " MB within a minute, more than any other's"),
                () -> LOG.error("memory is short, and no plugin stands out that allocated it lately"));
        return hog;
    }

    /** Something of the platform's own ran out of memory; answers whether a plugin was just disabled for that. */
    synchronized boolean blamed() {
        full();
        return blamed;
    }

    /** A call of a plugin ran out of memory. Whoever ate it is disabled; if nobody stands out, the caller rests. */
    void starved(PluginCalls calls) {
        full();
        calls.rest("a call of it ran out of memory");
    }

    private Optional<Plugin> hog() {
        return plugins.get().stream()
                .filter(plugin -> plugin.calls().standing().state() != Standing.State.DISABLED)
                .max(Comparator.comparingLong(plugin -> plugin.calls().allocatedLately()))
                .filter(plugin -> plugin.calls().allocatedLately() >= heap.getAsLong() / LEAST_PART);
    }

    private static long megabytes(Plugin plugin) {
        return plugin.calls().allocatedLately() / 1_000_000;
    }
}
