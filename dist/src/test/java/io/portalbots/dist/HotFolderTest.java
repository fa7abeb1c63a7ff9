package io.portalbots.dist;

import static io.portalbots.dist.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.dist.SharedDev.Dev;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A plugin jar's life in the folder of a running platform, as people on a portal see it. */
@ExtendWith(SharedDev.class)
class HotFolderTest {

    private static final String FLAG = "flag.flag";

    private final Server server;
    private final Path plugins;
    private final User bob;
    private final String echo;

    HotFolderTest(Dev dev) {
        this.server = dev.server();
        this.plugins = dev.data().resolve("plugins");
        this.bob = dev.acme().user("Bob");
        this.echo = dev.acme().dialogWith("Echo");
    }

    @Test
    void putsUpdatesKeepsAndTakesAwayTheAppsOfAJar() throws Exception {
        var jar = PluginJar.drop(plugins, "1.0.0", "Flag");
        eventually(() -> assertThat(bob.appCodes(echo)).contains(FLAG));
        var first = bob.app(FLAG, echo);
        assertThat(first.getString("title")).isEqualTo("Flag");
        assertThat(bob.clicks(FLAG, echo).getString("text")).isEqualTo("/flag");

        PluginJar.drop(plugins, "1.0.1", "Better flag");
        eventually(() -> assertThat(bob.app(FLAG, echo).getString("title")).isEqualTo("Better flag"));
        assertThat(bob.app(FLAG, echo).getInteger("appId")).isEqualTo(first.getInteger("appId"));

        Files.writeString(jar, "no jar at all");
        eventually(() -> assertThat(health()).contains("flag.jar"));
        assertThat(server.log()).contains("flag.jar is not a readable jar");
        assertThat(bob.app(FLAG, echo).getString("title")).isEqualTo("Better flag");

        Files.delete(jar);
        eventually(() -> assertThat(bob.appCodes(echo)).doesNotContain(FLAG));
        eventually(() -> assertThat(health()).doesNotContain("flag.jar"));
        assertThat(bob.appCodes(echo))
                .contains("echo.board", "echo.help", "call-button.call", "support-button.support");
    }

    private String health() {
        return Http.get(server.ready("health")).body();
    }
}
