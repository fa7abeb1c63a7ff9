package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that keeps all it allocates, beside another, in a process with 160 MB. */
class MemoryHogTest {

    private static final String HOG = """
            static final List<byte[]> KEPT = new ArrayList<>();
            public Offer offer(PortalInfo portal) {
                KEPT.add(new byte[Integer.parseInt(portal.domain())]);
                return Offer.of();
            }
            """;
    private static final String MODEST = """
            public Offer offer(PortalInfo portal) {
                byte[] used = new byte[Integer.parseInt(portal.domain())];
                return used.length > 0 ? Offer.of() : null;
            }
            """;

    private final Path log;
    private final ChildJvm child;

    MemoryHogTest(@TempDir Path home) throws IOException {
        var plugins = Files.createDirectories(home.resolve("plugins"));
        PluginJar.of("hog", "1.0.0").extension("Hog", HOG).write(plugins.resolve("hog.jar"));
        PluginJar.of("modest", "1.0.0").extension("Modest", MODEST).write(plugins.resolve("modest.jar"));
        log = home.resolve("log");
        child = ChildJvm.start(
                HogChild.class,
                Map.of(
                        "plugins",
                        plugins.toString(),
                        "copies",
                        home.resolve("copies").toString()),
                log);
    }

    @AfterEach
    void end() {
        child.close();
    }

    @Test
    void isDisabledWhenMemoryRunsOutAndGivesBackWhatItHeld() {
        var answers = new ArrayList<String>();
        for (var count = 0; count < 20 && !answers.contains("disabled"); count++) {
            answers.add(child.ask("hog 20000000"));
        }

        assertThat(answers).contains("offers 0", "failed").endsWith("disabled");
        eventually(
                "named in the log",
                () -> logged().contains(
                                "ERROR PluginCalls: plugin is disabled until its jar changes: memory is short, and its calls"
                                        + " allocated "));
        assertThat(logged()).contains("MB within a minute, more than any other's plugin=\"hog\"");
        assertThat(child.ask("look")).contains("hog is disabled", "modest is called");
        assertThat(child.ask("modest 70000000")).isEqualTo("offers 0");
    }

    @Test
    void isDisabledBeforeMemoryRunsOutWhereThatIsSeen() {
        var answers = new ArrayList<String>();
        var looks = new ArrayList<String>();
        for (var count = 0; count < 200 && !answers.contains("disabled"); count++) {
            answers.add(child.ask("hog 1000000"));
            looks.add(child.ask("look"));
        }

        assertThat(answers).doesNotContain("failed").endsWith("disabled");
        assertThat(looks.getLast()).contains("modest is called");
    }

    private String logged() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
