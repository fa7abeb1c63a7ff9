package io.portalbots.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledPluginsTest {

    @TempDir
    private Path home;

    @TempDir
    private Path data;

    private Path folder;

    @BeforeEach
    void bundle() throws IOException {
        Files.createDirectory(home.resolve("plugins"));
        folder = data.resolve("plugins");
        bundled("1.0.0");
    }

    @Test
    void putsEachPluginThereOnce() throws IOException {
        seed();
        assertThat(there()).containsExactly("echo.jar 1.0.0");

        Files.delete(folder.resolve("echo.jar"));
        seed();

        assertThat(there()).as("what somebody removed").isEmpty();
    }

    @Test
    void replacesAnOlderVersionWhateverItsFileIsCalled() throws IOException {
        Files.createDirectories(folder);
        jar("0.9.0").write(folder.resolve("my-echo.jar"));

        seed();

        assertThat(there()).containsExactly("echo.jar 1.0.0");
    }

    @Test
    void leavesANewerVersionAndOtherPluginsAlone() throws IOException {
        seed();
        jar("1.0.1").write(folder.resolve("echo.jar"));
        PluginJar.of("other", "0.1.0").extension("Main", "").write(folder.resolve("other.jar"));

        seed();

        assertThat(there()).containsExactly("echo.jar 1.0.1", "other.jar 0.1.0");
    }

    @Test
    void bringsANewVersionAlongButNotToWhoRemovedThePlugin() throws IOException {
        seed();
        bundled("1.1.0");
        seed();
        assertThat(there()).containsExactly("echo.jar 1.1.0");

        Files.delete(folder.resolve("echo.jar"));
        bundled("1.2.0");
        seed();

        assertThat(there()).isEmpty();
    }

    @Test
    void isNotDisturbedByJarsThatCannotBeRead() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("broken.jar"), "no jar");
        jar("newest").write(folder.resolve("echo.jar"));

        seed();

        assertThat(folder.resolve("broken.jar")).hasContent("no jar");
        assertThat(folder.resolve("echo.jar")).exists();
    }

    @Test
    void makesTheFolderWhereNothingIsBundled() {
        BundledPlugins.seed(Optional.empty(), folder, data);

        assertThat(folder).isEmptyDirectory();
    }

    private void seed() {
        BundledPlugins.seed(Optional.of(home), folder, data);
    }

    private void bundled(String version) {
        jar(version).write(home.resolve("plugins").resolve("echo-bundled.jar"));
    }

    private static PluginJar jar(String version) {
        return PluginJar.of("echo", version).extension("Main", "");
    }

    private List<String> there() throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().map(BundledPluginsTest::described).toList();
        }
    }

    private static String described(Path file) {
        try (var jar = new JarFile(file.toFile())) {
            return file.getFileName() + " "
                    + jar.getManifest().getMainAttributes().getValue("Plugin-Version");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
