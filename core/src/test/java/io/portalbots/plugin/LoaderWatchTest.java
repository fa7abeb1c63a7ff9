package io.portalbots.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads jars and takes them away again. */
class LoaderWatchTest {

    private static final String CLOSED = "loader.watch.closed";

    private final Path folder;
    private final Path jars;
    private final PluginHost host;

    LoaderWatchTest(@TempDir Path home) throws IOException {
        folder = home.resolve("plugins");
        jars = Files.createDirectories(home.resolve("jars"));
        host = new PluginHost(folder, home.resolve("copies"), Pace.USUAL, Duration.ofSeconds(1));
    }

    @BeforeEach
    void open() {
        System.clearProperty(CLOSED);
    }

    @AfterEach
    void close() {
        System.setProperty(CLOSED, "true");
        host.close();
        System.clearProperty(CLOSED);
    }

    @Test
    void findsNothingOfACleanPluginLeftAfterAHundredTimes() throws IOException {
        var jar = PluginJar.of("clean", "1.0.0").extension("Clean", "").write(jars.resolve("clean.jar"));

        for (var time = 0; time < 100; time++) {
            cycle(jar, "clean");
        }

        Eventually.holds(() -> {
            collect();
            assertThat(host.unloading()).isZero();
        });
        assertThat(host.leaking()).isEmpty();
    }

    @Test
    void reportsAPluginWhoseThreadsRunOn() throws IOException {
        var leaving = "static { Thread thread = new Thread(() -> {"
                + " while (!Boolean.getBoolean(\"" + CLOSED + "\")) {"
                + " try { Thread.sleep(50); } catch (InterruptedException e) { } } });"
                + " thread.setDaemon(true); thread.start(); }";
        var jar = PluginJar.of("leaving", "1.0.0").extension("Leaving", leaving).write(jars.resolve("leaving.jar"));

        cycle(jar, "leaving");

        Eventually.holds(() -> {
            collect();
            assertThat(host.leaking()).containsExactly("leaving 1.0.0");
        });

        System.setProperty(CLOSED, "true");
        Eventually.holds(() -> {
            collect();
            assertThat(host.leaking()).isEmpty();
        });
    }

    private void cycle(Path jar, String id) throws IOException {
        var there = folder.resolve(id + ".jar");
        Files.copy(jar, there);
        host.look();
        host.look();
        assertThat(used(id)).isTrue();
        Files.delete(there);
        host.look();
        assertThat(host.current().plugins()).isEmpty();
    }

    private boolean used(String id) {
        var plugin = host.current().find(id).orElseThrow();
        return TestPlugins.await(
                plugin.calls().call("acme", code -> code.settings().isEmpty()));
    }

    private void collect() {
        System.gc();
        try {
            host.look();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
