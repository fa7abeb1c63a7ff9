package io.portalbots.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginHostTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path copies;

    private PluginHost host;

    @BeforeEach
    void watch() throws IOException {
        host = new PluginHost(folder, copies);
    }

    @AfterEach
    void letGo() {
        host.close();
    }

    @Test
    void takesEveryJarAsItIsAtTheStart() throws IOException {
        plain("echo", "1.0.0").write(folder.resolve("echo.jar"));
        plain("call", "1.0.0").write(folder.resolve("call.jar"));

        var set = host.start();

        assertThat(set.plugins()).extracting(Plugin::toString).containsExactly("call 1.0.0", "echo 1.0.0");
        assertThat(set.failures()).isEmpty();
    }

    @Test
    void takesAJarOnceItStoodStillBetweenTwoLooks() throws IOException {
        host.start();
        var jar = plain("echo", "1.0.0").write(folder.resolve("echo.jar"));

        assertThat(host.look()).isFalse();
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));
        assertThat(host.look()).isFalse();
        assertThat(host.look()).isTrue();
        assertThat(host.look()).isFalse();

        assertThat(host.current().find("echo")).isPresent();
    }

    @Test
    void putsANewVersionInThePlaceOfTheOld() throws IOException {
        plain("echo", "1.0.0").write(folder.resolve("echo.jar"));
        var before = host.start();

        plain("echo", "1.1.0").write(folder.resolve("echo.jar"));
        host.look();
        host.look();

        assertThat(before.plugins()).extracting(Plugin::version).containsExactly("1.0.0");
        assertThat(host.current().plugins()).extracting(Plugin::version).containsExactly("1.1.0");
        assertThat(host.current().failures()).isEmpty();
    }

    @Test
    void keepsThePluginInUseWhoseNewJarFails() throws IOException {
        plain("echo", "1.0.0").write(folder.resolve("echo.jar"));
        host.start();

        Files.writeString(folder.resolve("echo.jar"), "no jar any more");
        host.look();
        host.look();

        assertThat(host.current().plugins()).extracting(Plugin::version).containsExactly("1.0.0");
        assertThat(host.current().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.toString()).startsWith("echo.jar is not a readable jar"));
    }

    @Test
    void letsGoOfAPluginWhoseJarIsRemovedAndOfItsClasses() throws IOException, InterruptedException {
        plain("echo", "1.0.0").write(folder.resolve("echo.jar"));
        host.start();
        var gone = new ReferenceQueue<ClassLoader>();
        var loader = loader(host.current().find("echo").orElseThrow(), gone);

        Files.delete(folder.resolve("echo.jar"));
        assertThat(host.look()).isTrue();

        assertThat(host.current().plugins()).isEmpty();
        for (var tries = 0; tries < 100 && !loader.refersTo(null); tries++) {
            System.gc();
            gone.remove(100);
        }
        assertThat(loader.refersTo(null)).as("the class loader is collected").isTrue();
    }

    @Test
    void putsANewVersionUnderAnotherNameInThePlaceOfTheOld() throws IOException {
        plain("echo", "1.0.0").write(folder.resolve("echo-1.0.0.jar"));
        host.start();

        Files.delete(folder.resolve("echo-1.0.0.jar"));
        plain("echo", "1.1.0").write(folder.resolve("echo-1.1.0.jar"));
        host.look();
        assertThat(host.current().plugins()).extracting(Plugin::version).containsExactly("1.0.0");
        host.look();

        assertThat(host.current().plugins()).extracting(Plugin::version).containsExactly("1.1.0");
        assertThat(host.current().failures()).isEmpty();
    }

    @Test
    void usesTheNewerOfTwoJarsWithOneIdAndNamesTheOther() throws IOException {
        plain("echo", "1.2.0").write(folder.resolve("a.jar"));
        plain("echo", "1.10.0").write(folder.resolve("b.jar"));

        var set = host.start();

        assertThat(set.plugins()).extracting(Plugin::file).containsExactly("b.jar");
        assertThat(set.failures())
                .extracting(Object::toString)
                .containsExactly("a.jar has the id 'echo' of b.jar, which is version 1.10.0");
        Files.delete(folder.resolve("b.jar"));
        host.look();
        assertThat(host.current().plugins()).extracting(Plugin::file).containsExactly("a.jar");
        assertThat(host.current().failures()).isEmpty();
    }

    @Test
    void goesBackToAnOlderVersionOnlyWhereItIsPutInThePlaceOfTheNewer() throws IOException {
        plain("echo", "1.1.0").write(folder.resolve("b.jar"));
        host.start();

        plain("echo", "1.0.0").write(folder.resolve("a.jar"));
        host.look();
        host.look();
        assertThat(host.current().plugins()).extracting(Plugin::file).containsExactly("b.jar");
        assertThat(host.current().failures())
                .extracting(Object::toString)
                .containsExactly("a.jar has the id 'echo' of b.jar, which is version 1.1.0");

        Files.move(folder.resolve("a.jar"), folder.resolve("b.jar"), StandardCopyOption.REPLACE_EXISTING);
        host.look();
        host.look();
        assertThat(host.current().plugins()).extracting(Plugin::version).containsExactly("1.0.0");
        assertThat(host.current().failures()).isEmpty();
    }

    @Test
    void refusesTheSecondPluginThatClaimsACommonCommand() throws IOException {
        common("alpha").write(folder.resolve("alpha.jar"));
        common("beta").write(folder.resolve("beta.jar"));

        var set = host.start();

        assertThat(set.plugins()).extracting(Plugin::id).containsExactly("alpha");
        assertThat(set.failures())
                .extracting(Object::toString)
                .containsExactly("beta.jar claims the common command /help, which plugin alpha has");
    }

    @Test
    void namesAJarThatCannotBeReadAndTakesTheOthers() throws IOException {
        Files.createDirectory(folder.resolve("a.jar"));
        plain("echo", "1.0.0").write(folder.resolve("echo.jar"));

        var set = host.start();

        assertThat(set.plugins()).extracting(Plugin::id).containsExactly("echo");
        assertThat(set.failures()).extracting(PluginSet.Failure::file).containsExactly("a.jar");
    }

    private static WeakReference<ClassLoader> loader(Plugin plugin, ReferenceQueue<ClassLoader> queue) {
        return plugin.calls()
                .call("acme", code -> new WeakReference<>(code.getClass().getClassLoader(), queue))
                .toCompletableFuture()
                .join();
    }

    private static PluginJar plain(String id, String version) {
        return PluginJar.of(id, version).extension("Main", "");
    }

    private static PluginJar common(String id) {
        return PluginJar.of(id, "1.0.0").extension("Main", """
                public Optional<BotProfile> bot() {
                    return Optional.of(new BotProfile("Bot", "", BotProfile.Color.RED));
                }
                public List<Command> commands() {
                    return List.of(new Command("help", true, false, false, Map.of("en", new Command.Phrase("Help", ""))));
                }
                """);
    }
}
