package io.portalbots.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The official SDK for JavaScript, unchanged, against the archive's sandbox: {@code src/test/js/b24jssdk}. */
class JavaScriptSdkTest {

    private static final Path PROJECT = Path.of("src/test/js/b24jssdk");
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Pattern NODE_20 = Pattern.compile("v(2\\d|[3-9]\\d)\\..*\\s*");

    @BeforeAll
    static void needsNode() throws Exception {
        assumeTrue(
                has(NODE_20, "node", "--version") && has(Pattern.compile("\\d.*\\s*"), "npm", "--version"),
                "the JavaScript SDK is not tried: there is no Node.js 20 or newer with npm on the PATH");
    }

    @Test
    void worksWithTheSandboxAsWithAPortal() throws Exception {
        var installed = run("npm", "ci", "--no-progress");
        assertThat(installed.exit()).as(installed.err()).isZero();

        var tested = run("npm", "test");

        assertThat(tested.exit()).as(tested.out() + tested.err()).isZero();
        assertThat(tested.out()).containsPattern("(?m)^. pass [1-9]").containsPattern("(?m)^. skipped 0$");
    }

    private static Launch run(String... command) throws Exception {
        var launcher = Archive.home().resolve("bin/portalbots").toString();
        return new Launch.Started(PROJECT, Map.of("LAUNCHER", launcher), command).ended(LIMIT);
    }

    private static boolean has(Pattern version, String... command) throws Exception {
        try {
            return version.matcher(Launch.of(PROJECT, Map.of(), command).out()).matches();
        } catch (IOException notFound) {
            return false;
        }
    }
}
