package io.portalbots.bench;

/** Progress of long work, on stderr: stdout belongs to the figures. */
final class Say {

    private Say() {}

    static void progress(String what) {
        System.err.println("bench: " + what);
    }
}
