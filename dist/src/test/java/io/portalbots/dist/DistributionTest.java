package io.portalbots.dist;

import static io.portalbots.dist.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as people get it: unpacked somewhere, started, stopped. */
class DistributionTest {

    @TempDir
    private static Path temp;

    @Test
    void keepsPluginsApartFromLibraries() throws IOException {
        assertThat(Folders.names(Archive.home().resolve("plugins")))
                .allSatisfy(name -> assertThat(name).endsWith(".jar"))
                .extracting(name -> name.replaceAll("-\\d.*", ""))
                .containsExactlyInAnyOrder("echo", "support-button", "call-button");
        assertThat(Folders.names(Archive.home().resolve("lib")))
                .anyMatch(name -> name.startsWith("core-"))
                .anyMatch(name -> name.startsWith("api-spi-"))
                .noneMatch(name -> name.startsWith("echo") || name.contains("-button"))
                .noneMatch(name -> name.startsWith("junit") || name.startsWith("playwright"));
        assertThat(Folders.names(Archive.home().resolve("config"))).contains("platform.yaml", "logback.xml");
        assertThat(Archive.home()).isDirectoryContaining("glob:**/LICENSE").isDirectoryContaining("glob:**/README.md");
        assertThat(Archive.home().resolve("docs/sandbox.html")).content().contains("<table>", "documented requests");
    }

    @Test
    void explainsItself() throws Exception {
        var help = Archive.run("--help");

        assertThat(help.exit()).as(help.err()).isZero();
        assertThat(help.out()).contains("dev", "run", "sandbox", "conformance", "settings");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void explainsItsCommands() throws Exception {
        var help = Archive.run("dev", "--help");

        assertThat(help.exit()).as(help.err()).isZero();
        assertThat(help.out()).contains("--data", "--plugins", "--port", "--management-port", "--sandbox-port");
    }

    @Test
    void startsAndStopsLeavingNothingBehind() throws Exception {
        var data = temp.resolve("da ta");
        try (var dev = Server.dev(data)) {
            assertThat(dev.lines())
                    .singleElement()
                    .asString()
                    .matches("READY messenger=http://\\S+ sandbox=http://\\S+ platform=http://\\S+ metrics=http://\\S+"
                            + " health=http://\\S+ plugins=3 apps=4 refused=0");
            assertThat(processesOf(data)).as("found while they run").anyMatch(command -> command.contains("postgres"));

            var stopped = dev.stop(); // with SIGTERM; fails after 10 s

            assertThat(processesOf(data)).isEmpty();
            assertThat(stopped.exit()).isZero();
            assertThat(stopped.lines()).as("nothing more on stdout").isEqualTo(dev.lines());
        }

        var starting = Server.starting(data);
        eventually(() -> assertThat(processesOf(data)).anyMatch(command -> command.contains("postgres -D")));
        starting.process().destroy();

        assertThat(starting.ended(Duration.ofSeconds(10)).out()).isEmpty();
        assertThat(processesOf(data)).isEmpty();
    }

    private static List<String> processesOf(Path data) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains(data.toString()))
                .toList();
    }
}
