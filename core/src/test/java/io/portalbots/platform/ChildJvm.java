package io.portalbots.platform;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own with the class path of the tests. It is told commands and answers each with a line; its log is a file.
 * It ends with this one: its main is to end when its input does. One that is told to leaves an archive of its classes as it
 * exits, with which others start in half the time; it must not be halted, because it would go on until that is written.
 */
final class ChildJvm implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;

    private ChildJvm(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts the main of {@code main} with system properties; what it logs is added to {@code log}. */
    static ChildJvm start(Class<?> main, Map<String, String> properties, Path log) {
        return start(main, properties, log, false);
    }

    /** @param archives whether it leaves the archive, which is to be there but once */
    static ChildJvm start(Class<?> main, Map<String, String> properties, Path log, boolean archives) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable", // it would speak on stdout
                ClassArchive.option(archives),
                "--enable-native-access=ALL-UNNAMED"));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        var logging = System.getProperty("logback.configurationFile");
        if (logging != null) {
            command.add("-Dlogback.configurationFile=" + logging);
        }
        command.addAll(List.of("-cp", ClassArchive.classPath(), main.getName()));
        try {
            return new ChildJvm(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .directory(new File(System.getProperty("java.io.tmpdir")))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Tells a command and waits for its answer; empty if it died over it. */
    String ask(String command) {
        try {
            tell(command);
        } catch (UncheckedIOException e) {
            return "";
        }
        return answer();
    }

    void tell(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line that it says; empty if it ended. */
    String answer() {
        try {
            var line = answers.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it ended with, waiting for that. */
    int exit() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("process " + pid() + " does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a signal such as {@code STOP}. */
    void signal(String name) {
        try {
            var sent = new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start();
            if (sent.waitFor() != 0) {
                throw new AssertionError("kill -" + name + " of " + pid() + " failed");
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        exit();
    }
}
