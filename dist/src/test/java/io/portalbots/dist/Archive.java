package io.portalbots.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The archive as people get it, unpacked once, where a path has a space. */
final class Archive {

    private static final String NAME = "portalbots-" + System.getProperty("portalbots.version");
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final String FOLDER = "un packed ";
    private static final Path HOME = unpack();

    private Archive() {}

    private static Path unpack() {
        try {
            deleteThoseOfTheDead();
            // Each of the processes that run tests at the same time has its own.
            var directory = Files.createDirectory(
                    TARGET.resolve(FOLDER + ProcessHandle.current().pid()));
            var archive = TARGET.resolve(NAME + ".tar.gz").toString();
            var unpacked = Launch.of(directory, Map.of(), "tar", "-xzf", archive);
            assertThat(unpacked.exit()).as(unpacked.err()).isZero();
            return directory.resolve(NAME);
        } catch (Exception e) {
            throw new IllegalStateException("the archive cannot be unpacked", e);
        }
    }

    private static void deleteThoseOfTheDead() throws IOException {
        try (var folders = Files.newDirectoryStream(TARGET, FOLDER + "*")) {
            for (var folder : folders) {
                var pid = folder.getFileName().toString().substring(FOLDER.length());
                if (pid.isEmpty() || ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    Folders.delete(folder);
                }
            }
        }
    }

    static Path home() {
        return HOME;
    }

    /** Runs a command that ends by itself. */
    static Launch run(String... arguments) throws Exception {
        return start(arguments).ended();
    }

    static Launch.Started start(String... arguments) throws IOException {
        var launcher = HOME.resolve("bin/portalbots").toString();
        var command = Stream.concat(Stream.of(launcher), Stream.of(arguments)).toArray(String[]::new);
        return new Launch.Started(TARGET, Map.of(), command);
    }
}
