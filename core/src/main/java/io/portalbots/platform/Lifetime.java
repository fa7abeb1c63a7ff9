package io.portalbots.platform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a command started, to be stopped in reverse order when the process is told to end. A process that was asked to
 * stop and did so ends with 0.
 */
final class Lifetime {

    private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);
    private static final long LIMIT_MILLIS = 9000;

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private volatile boolean serving;

    Lifetime() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "shutdown"));
    }

    <T extends AutoCloseable> T add(T thing) {
        synchronized (started) {
            started.push(thing);
        }
        return thing;
    }

    /** Starts a thing that lives outside of Java. Stopping waits for that, so that it is not left behind half started. */
    <T extends AutoCloseable> T start(Supplier<T> starting) {
        synchronized (started) {
            return add(starting.get());
        }
    }

    /** Says that all is well, on stdout, and serves until the process is told to end. */
    void serve(String ready) {
        serving = true;
        System.out.println(ready);
        System.out.flush();
        while (true) {
            LockSupport.park(this);
        }
    }

    private void end() {
        var stopping = Thread.ofPlatform().daemon().name("stopping").start(this::stopAll);
        try {
            stopping.join(LIMIT_MILLIS);
        } catch (InterruptedException e) {
            LOG.warn("interrupted while stopping");
        }
        if (serving) {
            Runtime.getRuntime().halt(0);
        }
    }

    private void stopAll() {
        synchronized (started) {
            while (!started.isEmpty()) {
                stop(started.pop());
            }
        }
    }

    private static void stop(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            LOG.warn("{} did not stop in good order", thing.getClass().getSimpleName(), e);
        }
    }
}
