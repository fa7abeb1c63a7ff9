package io.portalbots.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.spi.PortalInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of the class path of the platform a plugin sees. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginIsolationTest {

    private PluginHost host;

    @BeforeAll
    void load(@TempDir Path folder, @TempDir Path copies) throws IOException {
        PluginJar.of("nosy", "1.0.0").extension("Main", """
                        public Offer offer(PortalInfo portal) {
                            try {
                                Class.forName(portal.domain());
                                return Offer.of();
                            } catch (ClassNotFoundException e) {
                                return Offer.missing("class", Map.of("en", e.getMessage()));
                            }
                        }
                        """).write(folder.resolve("nosy.jar"));
        host = new PluginHost(folder, copies);
        host.start();
    }

    @AfterAll
    void letGo() {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.sql.Connection",
                "io.portalbots.spi.ChatPlugin",
                "org.pf4j.Extension",
                "org.slf4j.LoggerFactory",
                "test.Main"
            })
    void seesTheJdkItsInterfaceAndTheLogger(String name) {
        assertThat(sees(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.vertx.core.Vertx",
                "io.portalbots.plugin.PluginHost",
                "io.portalbots.store.Keys",
                "ch.qos.logback.classic.Logger",
                "com.google.crypto.tink.Aead"
            })
    void seesNothingElseOfThePlatform(String name) {
        assertThat(sees(name)).isFalse();
    }

    private boolean sees(String name) {
        var plugin = host.current().find("nosy").orElseThrow();
        return plugin.calls()
                .call("t", code -> code.offer(new PortalInfo("t", name, "en", Map.of())))
                .toCompletableFuture()
                .join()
                .missing()
                .isEmpty();
    }
}
