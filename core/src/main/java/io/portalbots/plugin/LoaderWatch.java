package io.portalbots.plugin;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whether the classes of plugins go once their jars are let go of. A plugin whose threads run on, or which left
 * itself in something that lives longer, keeps them; a thousand such jars fill the memory.
 *
 * <p>Nobody looks for garbage on purpose here: classes that are still there after {@link #COLLECTIONS} collections of old
 * objects, each of which could have taken them, are reported. Without such collections there is no want of memory either.
 */
final class LoaderWatch {

    static final int COLLECTIONS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(LoaderWatch.class);
    private static final Pattern YOUNG = Pattern.compile("(?i).*(young|minor|scavenge|copy|pauses).*");

    private final Duration grace;
    private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
    private final List<Left> left = new ArrayList<>();

    /** Classes that were let go of. */
    private static final class Left extends PhantomReference<ClassLoader> {

        private final String plugin;
        private final PluginCalls calls;
        private final long since = System.nanoTime();
        private final long collections = collections();
        private boolean reported;

        Left(ClassLoader loader, ReferenceQueue<ClassLoader> gone, Plugin plugin) {
            super(loader, gone);
            this.plugin = plugin.toString();
            this.calls = plugin.calls();
        }
    }

    /** @param grace for what ends by itself soon */
    LoaderWatch(Duration grace) {
        this.grace = grace;
    }

    /** From now on nothing of ours holds these classes. */
    synchronized void left(Plugin plugin, ClassLoader loader) {
        left.add(new Left(loader, gone, plugin));
    }

    /** Looks which are gone, and reports those that should be and are not. */
    synchronized void look() {
        for (var one = gone.poll(); one != null; one = gone.poll()) {
            left.remove(one);
        }
        left.stream().filter(this::leaks).filter(one -> !one.reported).forEach(LoaderWatch::report);
    }

    private boolean leaks(Left one) {
        return System.nanoTime() - one.since > grace.toNanos() && collections() - one.collections >= COLLECTIONS;
    }

    private static void report(Left one) {
        one.reported = true;
        LOG.atWarn()
                .addKeyValue("plugin", one.plugin)
                .addKeyValue("threads", one.calls.threadNames())
                .log("plugin leaks: its jar is gone, its classes are not");
    }

    /** The plugins, with their versions, whose classes should be gone and are not. */
    synchronized List<String> leaking() {
        return left.stream()
                .filter(one -> one.reported)
                .map(one -> one.plugin)
                .sorted()
                .toList();
    }

    /** How many are not gone yet, whether they should be or not. */
    synchronized int waiting() {
        return left.size();
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(bean -> !YOUNG.matcher(bean.getName()).matches())
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
