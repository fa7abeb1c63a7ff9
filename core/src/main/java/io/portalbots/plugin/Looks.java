package io.portalbots.plugin;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does things later on one thread of the platform, on which no plugin's code ever runs. */
final class Looks {

    private static final ScheduledThreadPoolExecutor THREAD = new ScheduledThreadPoolExecutor(1, task -> {
        var thread = new Thread(top(), task, "plugin-watch", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Looks.class.getClassLoader());
        return thread;
    });

    static {
        THREAD.setRemoveOnCancelPolicy(true);
    }

    private Looks() {}

    /** The group above all others: whoever is the first to come here may be in a plugin's. */
    private static ThreadGroup top() {
        var group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    static void after(Duration delay, Runnable what) {
        var unused = unlessCancelled(delay, what);
    }

    static Future<?> unlessCancelled(Duration delay, Runnable what) {
        return THREAD.schedule(what, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
