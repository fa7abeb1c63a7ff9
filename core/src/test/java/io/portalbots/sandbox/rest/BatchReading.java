package io.portalbots.sandbox.rest;

import java.util.Map;

/** How a portal reads a command of a batch; for tests of who writes them. */
public final class BatchReading {

    private static final Map<String, Object> GIVEN = Map.of("c0", "s3cr3t", "c1", Map.of("ID", "s3cr3t"));
    private static final References REFERENCES =
            new References(Map.of("result", GIVEN, "error", GIVEN, "total", GIVEN, "next", GIVEN, "time", GIVEN));

    private BatchReading() {}

    /** Its parameters, decoded. */
    public static Map<String, Object> decoded(String command) {
        return BatchCommand.of(command).params();
    }

    /** Likewise, with references to {@code c0} and {@code c1} in place. */
    public static Map<String, Object> resolved(String command) {
        return REFERENCES.resolve(decoded(command));
    }
}
