package io.portalbots.dist;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script alone, with a Java that prints its arguments and a Maven that counts its runs. */
class LauncherTest {

    private static final String NEWER = "--sun-misc-unsafe-memory-access=allow";

    @TempDir
    private Path temp;

    private Path house;

    @BeforeEach
    void aPathWithSpaces() throws IOException {
        house = Files.createDirectory(temp.resolve("a house"));
    }

    @Test
    void handsTheProgramWhatItIsGiven() throws Exception {
        var home = unpacked();

        var launch = Launch.of(temp, java(25), launcher(home), "dev", "--data", "a b", "*");

        assertThat(launch.exit()).isZero();
        assertThat(launch.err()).isEmpty();
        assertThat(launch.lines())
                .endsWith("-cp", home + "/lib/*", "io.portalbots.platform.Main", "dev", "--data", "a b", "*")
                .contains("-Dportalbots.home=" + home, "-Dlogback.configurationFile=" + home + "/config/logback.xml");
    }

    @Test
    void findsItselfBehindSymbolicLinks() throws Exception {
        var home = unpacked();
        var links = Files.createDirectory(temp.resolve("links"));
        Files.createSymbolicLink(links.resolve("first"), Path.of("../a house/unpacked/bin/portalbots"));
        Files.createSymbolicLink(links.resolve("second"), Path.of("first"));

        var launch = Launch.of(links, java(25), "./second", "--help");

        assertThat(launch.lines()).contains("-Dportalbots.home=" + home).endsWith("--help");
    }

    @Test
    void knowsWhichOptionsAJavaUnderstands() throws Exception {
        var home = unpacked();

        assertThat(Launch.of(temp, java(24), launcher(home)).lines()).contains(NEWER);
        assertThat(Launch.of(temp, java(21), launcher(home)).lines()).doesNotContain(NEWER);
    }

    @Test
    void addsTheOptionsOfTheEnvironment() throws Exception {
        var environment = java(21);
        environment.put("PORTALBOTS_JAVA_OPTS", "-Xmx200m -Dx=*");

        assertThat(Launch.of(temp, environment, launcher(unpacked())).lines()).containsSequence("-Xmx200m", "-Dx=*");
    }

    @Test
    void refusesAnOldJavaByName() throws Exception {
        var environment = java(17);

        var launch = Launch.of(temp, environment, launcher(unpacked()));

        assertThat(launch.exit()).isEqualTo(1);
        assertThat(launch.out()).isEmpty();
        assertThat(launch.err())
                .contains("must name a Java 21 or newer", environment.get("PORTALBOTS_JAVA_HOME"), "Java 17");
    }

    @Test
    void takesTheNewestJavaOfTheMachine() throws Exception {
        var newest = java(999).get("PORTALBOTS_JAVA_HOME");

        var launch = Launch.of(temp, Map.of("JAVA_HOME", newest), launcher(unpacked()));

        assertThat(launch.lines()).startsWith("fake " + newest + "/bin/java");
    }

    @Test
    void buildsACheckoutBeforeTheFirstStartOnly() throws Exception {
        var checkout = checkout(0);

        var first = Launch.of(temp, withMaven(), launcher(checkout.resolve("dist")), "--help");
        var second = Launch.of(temp, withMaven(), launcher(checkout.resolve("dist")), "--help");

        assertThat(first.exit()).isZero();
        assertThat(first.err()).contains("building", "[1/2] Portalbots: first", "[2/2] second", "built");
        assertThat(first.out()).isEqualTo(second.out());
        assertThat(first.lines())
                .contains("-Dportalbots.home=" + checkout + "/dist/target/portalbots-1.2.3/portalbots-1.2.3");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void measuresInACheckoutOnly() throws Exception {
        var checkout = checkout(0);

        var bench = Launch.of(temp, withMaven(), launcher(checkout.resolve("dist")), "bench", "sandbox");
        var unpacked = Launch.of(temp, java(25), launcher(unpacked()), "bench", "sandbox");

        assertThat(bench.lines())
                .contains("-Xmx1g", checkout + "/dist/bench/target/classes:core.jar:peer.jar")
                .endsWith("io.portalbots.bench.Main", "sandbox");
        assertThat(unpacked.lines()).endsWith("io.portalbots.platform.Main", "bench", "sandbox");
    }

    @Test
    void buildsAgainWhatIsNewerThanTheBuild() throws Exception {
        var checkout = checkout(0);
        var launcher = launcher(checkout.resolve("dist"));
        Launch.of(temp, withMaven(), launcher);
        var built = Files.getLastModifiedTime(checkout.resolve("dist/target/portalbots-1.2.3.tar.gz"));
        var later = FileTime.fromMillis(built.toMillis() + 2000);

        Files.setLastModifiedTime(checkout.resolve("core/src/test/ATest.java"), later);
        Launch.of(temp, withMaven(), launcher);
        assertThat(builds()).as("tests are not in the archive").isEqualTo(1);

        Files.setLastModifiedTime(checkout.resolve("core/src/main/A.java"), later);
        Launch.of(temp, withMaven(), launcher);
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void buildsOnceForAllWhoStartTogether() throws Exception {
        var checkout = checkout(0);
        var environment = withMaven();
        var started = new ArrayList<Launch.Started>();

        for (var i = 0; i < 4; i++) {
            started.add(new Launch.Started(temp, environment, launcher(checkout.resolve("dist")), "--help"));
        }

        for (var each : started) {
            var launch = each.ended();
            assertThat(launch.exit()).as(launch.err()).isZero();
            assertThat(launch.lines()).endsWith("--help");
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void showsWhatMavenFoundWrong() throws Exception {
        var checkout = checkout(1);

        var launch = Launch.of(temp, withMaven(), launcher(checkout.resolve("dist")), "--help");

        assertThat(launch.exit()).isEqualTo(1);
        assertThat(launch.out()).isEmpty();
        assertThat(launch.err()).contains("[ERROR] A.java: no such luck", "the build failed", "build.log");
    }

    private static String launcher(Path home) {
        return home.resolve("bin/portalbots").toString();
    }

    private Path unpacked() throws IOException {
        var home = house.resolve("unpacked");
        Files.createDirectories(home.resolve("lib"));
        copyOfTheLauncher(home);
        return home.toRealPath();
    }

    private Path checkout(int status) throws IOException {
        var root = house.resolve("checkout");
        for (var directory : List.of("api-spi", "plugins", "config", "core/src/main", "core/src/test", "dist/src")) {
            Files.createDirectories(root.resolve(directory));
        }
        Files.writeString(root.resolve("pom.xml"), "<project>\n  <version>1.2.3</version>\n</project>");
        Files.createFile(root.resolve("core/src/main/A.java"));
        Files.createFile(root.resolve("core/src/test/ATest.java"));
        copyOfTheLauncher(root.resolve("dist"));
        script("tools/mvn", """
                echo x >>'%s/builds'
                echo '[INFO] Building Portalbots: first 1.2.3        [1/2]'
                echo '[INFO] Building second 1.2.3                   [2/2]'
                [ %d -eq 0 ] || { echo '[ERROR] A.java: no such luck'; exit %d; }
                sleep 0.5
                cd '%s/dist/target'
                mkdir -p portalbots-1.2.3/portalbots-1.2.3/lib
                mkdir -p ../bench/target
                echo core.jar:peer.jar >../bench/target/classpath
                touch portalbots-1.2.3.tar.gz
                """.formatted(temp, status, status, root));
        return root.toRealPath();
    }

    private static void copyOfTheLauncher(Path home) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.copy(Path.of("bin/portalbots"), home.resolve("bin/portalbots"));
    }

    private int builds() throws IOException {
        return Files.readAllLines(temp.resolve("builds")).size();
    }

    private Map<String, String> java(int feature) throws IOException {
        var home = house.resolve("jdk " + feature);
        script("jdk " + feature + "/bin/java", "echo fake \"$0\"; printf '%s\\n' \"$@\"");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + feature + ".0.1\"\n");
        return new HashMap<>(Map.of("PORTALBOTS_JAVA_HOME", home.toString()));
    }

    private Map<String, String> withMaven() throws IOException {
        var environment = java(25);
        environment.put("PATH", house.resolve("tools") + ":" + System.getenv("PATH"));
        return environment;
    }

    private void script(String name, String body) throws IOException {
        var file = house.resolve(name);
        Files.createDirectories(requireNonNull(file.getParent()));
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, fromString("rwxr-xr-x"));
    }
}
