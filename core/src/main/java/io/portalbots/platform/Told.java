package io.portalbots.platform;

import java.util.concurrent.TimeUnit;

/** Tells on stderr how far long work is: nothing in its first second, and then a line a second at most. */
final class Told {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private long last = System.nanoTime();
    private String said = "";

    void now(String line) {
        if (System.nanoTime() - last >= PAUSE && !line.equals(said)) {
            last = System.nanoTime();
            said = line;
            System.err.println(line);
        }
    }
}
