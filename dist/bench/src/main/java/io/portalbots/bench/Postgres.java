package io.portalbots.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The processor time of a database server: its first process and all that this one started, by Linux's /proc. */
record Postgres(long postmaster) {

    private static final long TICK_NANOS = 10_000_000; // USER_HZ is 100 everywhere
    private static final int PARENT = 1;
    private static final int USER = 11; // then system, and both of children that ended
    private static final Path PROC = Path.of("/proc");

    /** In ns; 0 where there is no /proc. */
    long cpu() {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return 0;
        }
        try (var processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            var ticks = 0L;
            for (var process : processes) {
                var first = process.endsWith(String.valueOf(postmaster));
                ticks += stat(process).map(stat -> ticks(stat, first)).orElse(0L);
            }
            return ticks * TICK_NANOS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is behind the command in {@code stat}, from the state on; empty if the process is gone. */
    private static Optional<List<String>> stat(Path process) {
        try {
            var line = Files.readString(process.resolve("stat"));
            return Optional.of(List.of(line.substring(line.lastIndexOf(')') + 2).split(" ")));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Of the first process with those it started that have ended, of the others their own. */
    private long ticks(List<String> stat, boolean first) {
        if (!first && number(stat, PARENT) != postmaster) {
            return 0;
        }
        var own = number(stat, USER) + number(stat, USER + 1);
        return first ? own + number(stat, USER + 2) + number(stat, USER + 3) : own;
    }

    private static long number(List<String> stat, int field) {
        return Long.parseLong(stat.get(field));
    }
}
