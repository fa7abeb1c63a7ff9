package io.portalbots.dist;

import static io.portalbots.dist.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.dist.SharedDev.Dev;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the README says is what was run. */
@ExtendWith(SharedDev.class)
class ReadmeTest {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private final Dev dev;

    ReadmeTest(Dev dev) {
        this.dev = dev;
    }

    @Test
    void itsPluginPutsAButtonOnThePortal() throws Exception {
        var source = JAVA.matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(source.find()).isTrue();
        var bob = dev.acme().user("Bob");
        var echo = dev.acme().dialogWith("Echo");

        var jar = PluginJar.drop(dev.data().resolve("plugins"), "hotline", "1.0.0", "Hotline", source.group(1));

        eventually(() -> assertThat(bob.appCodes(echo)).contains("hotline.call"));
        assertThat(bob.clicks("hotline.call", echo).getString("number")).isEqualTo("+1 555 010 0100");
        Files.delete(jar);
        eventually(() -> assertThat(bob.appCodes(echo)).doesNotContain("hotline.call"));
    }
}
