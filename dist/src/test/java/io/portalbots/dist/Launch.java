package io.portalbots.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that was started and ended.
 *
 * @param out all of its standard output
 * @param err all of its standard error
 */
record Launch(int exit, String out, String err) {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    List<String> lines() {
        return out.lines().toList();
    }

    static Launch of(Path directory, Map<String, String> environment, String... command) throws Exception {
        var started = new Started(directory, environment, command);
        return started.ended();
    }

    /** A program under way; several of them can be. */
    static final class Started {
        private final Path out;
        private final Path err;
        private final Process process;

        Started(Path directory, Map<String, String> environment, String... command) throws IOException {
            out = Files.createTempFile("launch", ".out");
            err = Files.createTempFile("launch", ".err");
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PORTALBOTS_"));
            // They live for seconds, in which compiling thoroughly takes more than it gives.
            builder.environment().put("PORTALBOTS_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
            builder.environment().putAll(environment);
            process = builder.start();
        }

        /** Standard output, as far as it is written. */
        String out() throws IOException {
            return Files.readString(out);
        }

        /** Standard error, as far as it is written. */
        String err() throws IOException {
            return Files.readString(err);
        }

        ProcessHandle process() {
            return process.toHandle();
        }

        Launch ended() throws IOException {
            return ended(LIMIT);
        }

        Launch ended(Duration limit) throws IOException {
            try {
                process.onExit()
                        .completeOnTimeout(process, limit.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
                assertThat(process.isAlive())
                        .as("runs after %s; it said: %s", limit, err())
                        .isFalse();
                return new Launch(process.exitValue(), out(), err());
            } finally {
                process.destroyForcibly();
                Files.delete(out);
                Files.delete(err);
            }
        }
    }
}
