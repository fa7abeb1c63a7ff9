package io.portalbots.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenJarsTest {

    private static final String ECHO = "test";

    @TempDir
    private Path folder;

    @TempDir
    private Path copies;

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void namesWhatIsWrongWithAJarAndTakesTheOthers(String why, PluginJar jar) throws IOException {
        jar.write(folder.resolve("broken.jar"));
        good("good").write(folder.resolve("good.jar"));

        var set = start();

        assertThat(set.plugins()).extracting(Plugin::id).containsExactly("good");
        assertThat(set.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.toString()).startsWith("broken.jar " + why));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments(
                        "has no manifest",
                        good(ECHO)
                                .without("Plugin-Id")
                                .without("Plugin-Version")
                                .without("Plugin-Requires")),
                arguments("has no Plugin-Id in its manifest", good(ECHO).without("Plugin-Id")),
                arguments("has no Plugin-Version in its manifest", good(ECHO).without("Plugin-Version")),
                arguments("has no Plugin-Requires in its manifest", good(ECHO).without("Plugin-Requires")),
                arguments("has the Plugin-Id 'Test Plugin', which must match", good("Test Plugin")),
                arguments("depends on other plugins", good(ECHO).manifest("Plugin-Dependencies", "echo")),
                arguments(
                        "requires version >=2.0.0 of the plugin interface; this platform has 1.0.0",
                        good(ECHO).manifest("Plugin-Requires", ">=2.0.0")),
                arguments("has the Plugin-Requires 'the newest'", good(ECHO).manifest("Plugin-Requires", "the newest")),
                arguments("has the Plugin-Version 'one'", good(ECHO).manifest("Plugin-Version", "one")),
                arguments(
                        "has 'user get' in Plugin-Methods, which must be names of REST methods",
                        good(ECHO).manifest("Plugin-Methods", "im.notify, user get")),
                arguments("has '' in Plugin-Methods", good(ECHO).manifest("Plugin-Methods", "user.get,")),
                arguments("has 'batch' in Plugin-Methods", good(ECHO).manifest("Plugin-Methods", "user.get, batch")),
                arguments(
                        "has 'imbot.v2.Bot.register' in Plugin-Methods, which the platform leaves to nobody",
                        good(ECHO).manifest("Plugin-Methods", "imbot.v2.Bot.register")),
                arguments("has 'static/a/b.png': names must match", good(ECHO).resource("static/a/b.png", new byte[1])),
                arguments("has 'static/page.html': names must", good(ECHO).resource("static/page.html", new byte[1])),
                arguments("has 'static/.png': names must", good(ECHO).resource("static/.png", new byte[1])),
                arguments(
                        "has a static/large.png of more than 1 MiB",
                        good(ECHO).resource("static/large.png", new byte[(1 << 20) + 1])),
                arguments("has no extension", PluginJar.of(ECHO, "1.0.0").source("Main", "public class Main {}")),
                arguments("has 2 extensions where one is expected", good(ECHO).extension("Second", "")),
                arguments(
                        "declares commands, but no bot for them",
                        PluginJar.of(ECHO, "1.0.0").extension("Main", """
                        public List<Command> commands() {
                            return List.of(new Command("help", Map.of("en", new Command.Phrase("Help", ""))));
                        }
                        """)),
                arguments(
                        "failed to load: java.lang.IllegalStateException: no luck",
                        PluginJar.of(ECHO, "1.0.0").extension("Main", """
                        public Main() { throw new IllegalStateException("no luck"); }
                        """)),
                arguments("failed to load: ", PluginJar.of(ECHO, "1.0.0").extension("Main", """
                        public List<Setting> settings() { return null; }
                        """)));
    }

    @Test
    void namesAJarThatIsNone() throws IOException {
        Files.writeString(folder.resolve("broken.jar"), "PK, not");

        var set = start();

        assertThat(set.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.toString()).startsWith("broken.jar is not a readable jar ("));
    }

    @Test
    void keepsWhatAFailedPluginHasAndDecidesForTheRest() throws IOException {
        good("test").manifest("Plugin-Requires", ">=2.0.0").write(folder.resolve("broken.jar"));
        good("good").write(folder.resolve("good.jar"));

        var set = start();

        assertThat(set.undecided(List.of("test", "good", "gone"))).isEqualTo(Set.of("test"));
    }

    @Test
    void decidesForNobodyAbsentWhileAJarCouldBeAnybodys() throws IOException {
        Files.writeString(folder.resolve("broken.jar"), "PK, not");
        good("good").write(folder.resolve("good.jar"));

        var set = start();

        assertThat(set.undecided(List.of("test", "good", "*"))).containsExactlyInAnyOrder("test", "*");
    }

    private PluginSet start() throws IOException {
        try (var host = new PluginHost(folder, copies)) {
            return host.start();
        }
    }

    private static PluginJar good(String id) {
        return PluginJar.of(id, "1.0.0").extension("Main", "");
    }
}
