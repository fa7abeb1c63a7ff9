package io.portalbots.bench;

import java.lang.management.ManagementFactory;

/** The memory of this process. */
final class Heap {

    private static final int COLLECTIONS = 4;
    private static final long PAUSE_MS = 250;

    private Heap() {}

    /** Bytes in use once garbage is collected. */
    static long used() throws InterruptedException {
        for (var i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(PAUSE_MS); // cleaners and reference handlers let go of more
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
