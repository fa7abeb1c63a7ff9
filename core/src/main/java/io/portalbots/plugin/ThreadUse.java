package io.portalbots.plugin;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the JVM knows of what a thread used; 0 where it does not know. */
final class ThreadUse {

    private static final java.lang.management.ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ThreadUse() {}

    /** CPU time in nanoseconds. */
    static long cpu(Thread thread) {
        return THREADS.isThreadCpuTimeSupported() ? Math.max(0, THREADS.getThreadCpuTime(thread.threadId())) : 0;
    }

    /** Bytes allocated, whether they are still held or not. */
    static long allocated(Thread thread) {
        return THREADS instanceof ThreadMXBean more && more.isThreadAllocatedMemorySupported()
                ? Math.max(0, more.getThreadAllocatedBytes(thread.threadId()))
                : 0;
    }
}
