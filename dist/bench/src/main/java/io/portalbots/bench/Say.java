package io.portalbots.bench;

/** Progress of long work, on stderr: stdout belongs to the figures. */
final class Say {

    private Say() {}

    static void progress(String what, Object... about) {
        System.err.println("bench: " + what.formatted(about));
    }
}
