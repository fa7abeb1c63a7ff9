package io.portalbots.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final long SECONDS = 60;

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
            builder.environment().putAll(environment);
            process = builder.start();
        }

        Launch ended() throws Exception {
            try {
                assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                        .as("ends within %d s; it said: %s", SECONDS, Files.readString(err))
                        .isTrue();
                return new Launch(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                process.destroyForcibly();
                Files.delete(out);
                Files.delete(err);
            }
        }
    }
}
