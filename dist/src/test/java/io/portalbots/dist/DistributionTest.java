package io.portalbots.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as people get it: unpacked somewhere, started, stopped. */
class DistributionTest {

    private static final String NAME = "portalbots-" + System.getProperty("portalbots.version");

    @TempDir
    private static Path temp;

    private static Path home;

    @BeforeAll
    static void unpack() throws Exception {
        var directory = Files.createDirectory(temp.resolve("un packed"));
        var archive = Path.of("target", NAME + ".tar.gz").toAbsolutePath().toString();

        var unpacked = Launch.of(directory, Map.of(), "tar", "-xzf", archive);

        assertThat(unpacked.exit()).as(unpacked.err()).isZero();
        home = directory.resolve(NAME);
    }

    @Test
    void keepsPluginsApartFromLibraries() throws IOException {
        assertThat(names("plugins"))
                .allSatisfy(name -> assertThat(name).endsWith(".jar"))
                .extracting(name -> name.replaceAll("-\\d.*", ""))
                .containsExactlyInAnyOrder("echo", "support-button", "call-button");
        assertThat(names("lib"))
                .anyMatch(name -> name.startsWith("core-"))
                .anyMatch(name -> name.startsWith("api-spi-"))
                .noneMatch(name -> name.startsWith("echo") || name.contains("-button"))
                .noneMatch(name -> name.startsWith("junit") || name.startsWith("playwright"));
        assertThat(names("config")).contains("platform.yaml", "logback.xml");
        assertThat(home).isDirectoryContaining("glob:**/LICENSE").isDirectoryContaining("glob:**/README.md");
    }

    @Test
    void explainsItself() throws Exception {
        var help = run("--help");

        assertThat(help.exit()).as(help.err()).isZero();
        assertThat(help.out()).contains("dev", "run", "sandbox", "settings");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void explainsItsCommands() throws Exception {
        var help = run("dev", "--help");

        assertThat(help.exit()).as(help.err()).isZero();
        assertThat(help.out()).contains("--data", "--plugins", "--port", "--management-port", "--sandbox-port");
    }

    @Test
    void refusesAFlagItDoesNotKnow() throws Exception {
        var refused = run("dev", "--colour");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("--colour");
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void startsAndStopsLeavingNothingBehind() throws Exception {
        var data = temp.resolve("da ta");
        var log = temp.resolve("dev.log");
        var dev = new ProcessBuilder(
                        launcher(), "dev", "--port=0", "--management-port=0", "--sandbox-port=0", "--data=" + data)
                .directory(temp.toFile())
                .redirectError(log.toFile())
                .start();
        try (var out = dev.inputReader(UTF_8)) {
            assertThat(line(out))
                    .as(() -> "the first line of stdout; the log says: " + read(log))
                    .matches("READY messenger=http://\\S+ sandbox=http://\\S+ platform=http://\\S+ metrics=http://\\S+"
                            + " health=http://\\S+ plugins=3 apps=4 refused=0");
            assertThat(processesOf(data)).as("found while they run").anyMatch(command -> command.contains("postgres"));

            dev.toHandle().destroy(); // SIGTERM; Process.destroy() would close the pipe as well

            assertThat(dev.waitFor(10, SECONDS)).as("stops within 10 s").isTrue();
            assertThat(processesOf(data)).isEmpty();
            assertThat(out.readLine()).as("nothing more on stdout").isNull();
        } finally {
            dev.destroyForcibly();
        }
    }

    private static Launch run(String... arguments) throws Exception {
        var command = Stream.concat(Stream.of(launcher()), Stream.of(arguments)).toArray(String[]::new);
        return Launch.of(temp, Map.of(), command);
    }

    private static String launcher() {
        return home.resolve("bin/portalbots").toString();
    }

    private static String line(BufferedReader out) {
        return CompletableFuture.supplyAsync(() -> out.lines().findFirst().orElse("(ended)"))
                .completeOnTimeout("(silent for 90 s)", 90, SECONDS)
                .join();
    }

    private static List<String> processesOf(Path data) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains(data.toString()))
                .toList();
    }

    private static List<String> names(String directory) throws IOException {
        try (var files = Files.list(home.resolve(directory))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
