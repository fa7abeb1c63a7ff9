package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process of its own, so that its processor time is its own too. It is told commands, one JSON object a line, and answers
 * each with a line; the first line it says by itself. Its log is a file. It ends with this process: its input ends then.
 */
final class Child implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LOOK_MILLIS = 200;
    private static final int LOOKS = 150;
    private static final int LAST_LINES = 20;

    private final String name;
    private final Path log;
    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;
    private final JsonObject ready;

    private Child(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.ready = answer();
    }

    /** Starts a main class on this class path; all that are compared get the same options, and the same heap. */
    static Child java(String main, String heap, Path log, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable", // it would speak on stdout
                "-Xlog:all=warning:stderr",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        Optional.ofNullable(System.getProperty("logback.configurationFile"))
                .ifPresent(file -> command.add("-Dlogback.configurationFile=" + file));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        return start(main.substring(main.lastIndexOf('.') + 1), log, command);
    }

    /** Starts any program. */
    static Child start(String name, Path log, List<String> command) {
        try {
            return new Child(
                    name,
                    log,
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it said when it was ready. */
    JsonObject ready() {
        return ready;
    }

    JsonObject ask(String what) {
        return ask(new JsonObject().put("do", what));
    }

    JsonObject ask(JsonObject command) {
        try {
            commands.write(command.encode() + "\n");
            commands.flush();
        } catch (IOException e) {
            throw gone();
        }
        return answer();
    }

    private JsonObject answer() {
        try {
            var line = answers.readLine();
            if (line == null) {
                throw gone();
            }
            return new JsonObject(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private IllegalStateException gone() {
        return new IllegalStateException(name + " ended; the end of its log:\n" + lastWords());
    }

    private String lastWords() {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Processor time it has used, in ns. */
    long cpu() {
        return ask("cpu").getLong("cpu_ns");
    }

    /** Waits until it does next to nothing, and gives the processor time it has used by then. */
    long cpuWhenQuiet() {
        var before = cpu();
        for (var look = 0; look < LOOKS; look++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            var now = cpu();
            if (now - before < IDLE_NANOS) {
                return now;
            }
            before = now;
        }
        return before;
    }

    /** Ends it in good order. */
    @Override
    public void close() {
        try {
            commands.close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
