package io.portalbots.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.tenant.Application;
import io.portalbots.tenant.Secret;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Path EXPLAINED = Path.of("..", "config", "platform.yaml");

    @TempDir
    private Path folder;

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @Test
    void readsTheDocumentedFileAsIfThereWereNone() throws IOException {
        var documented = ConfigReader.read(VERTX, Optional.of(EXPLAINED), Map.of(), Map.of());
        var keys = Files.readAllLines(EXPLAINED).stream()
                .filter(line -> line.matches("[a-z].*"))
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();

        assertThat(documented).isEqualTo(ConfigReader.read(VERTX, Optional.empty(), Map.of(), Map.of()));
        assertThat(keys)
                .doesNotHaveDuplicates()
                .containsAll(ConfigReader.DEFAULTS.keySet())
                .contains(ConfigReader.APPLICATIONS)
                .hasSize(ConfigReader.DEFAULTS.size() + 1);
    }

    @Test
    void prefersFlagsToTheEnvironmentToTheFileToTheDefault() throws IOException {
        var file = Optional.of(yaml("port: 1\nmanagement-port: 1\nsandbox-port: 1"));
        var environment = Map.of("PORTALBOTS_PORT", "2", "PORTALBOTS_MANAGEMENT_PORT", "2");

        var config = ConfigReader.read(VERTX, file, environment, Map.of("port", "3"));

        assertThat(config.port()).isEqualTo(3);
        assertThat(config.managementPort()).isEqualTo(2);
        assertThat(config.sandboxPort()).isEqualTo(1);
        assertThat(config.host()).isEqualTo("127.0.0.1");
    }

    @Test
    void readsApplications() throws IOException {
        Files.writeString(folder.resolve("secret"), "s3cr3t\n");
        var config = read("""
                applications:
                  - name: acme-bots
                    client-id: local.1
                    client-secret-file: %s
                    kind: local
                    plugins: [echo]
                """.formatted(folder.resolve("secret")));

        assertThat(config.applications())
                .containsExactly(new Application(
                        "acme-bots", "local.1", Secret.of("s3cr3t"), Application.Kind.LOCAL, Set.of("echo")));
    }

    @Test
    void takesKeysFromAFileOrACommandButNotBoth() {
        assertThatThrownBy(() -> ConfigReader.read(
                        VERTX,
                        Optional.empty(),
                        Map.of("PORTALBOTS_KEYS", "/etc/keys.json"),
                        Map.of("keys-command", "vault get")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("keys (from the environment variable PORTALBOTS_KEYS)")
                .hasMessageContaining("keys-command (from the flag --keys-command)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prot: 8080           | has the unknown key 'prot'
            port: 65536          | port cannot be '65536'
            port: web            | port cannot be 'web'
            port: -1             | port cannot be '-1'
            host: ''             | host cannot be ''
            data: ''             | data cannot be ''
            resync: 10           | resync cannot be '10'
            resync: PT0S         | resync cannot be 'PT0S'
            public-url: bots     | public-url cannot be 'bots'
            bot-prefix: ü        | bot-prefix cannot be 'ü'
            outward-loopback: 1  | outward-loopback cannot be '1'
            applications: acme   | applications must be a list
            'port: [1'           | is no valid YAML
            """)
    void namesTheKeyThatIsWrong(String line, String message) throws IOException {
        var file = yaml(line);

        assertThatThrownBy(() -> ConfigReader.read(VERTX, Optional.of(file), Map.of(), Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(file.toString());
    }

    @Test
    void namesWhereAWrongValueCameFrom() {
        assertThatThrownBy(() -> ConfigReader.read(VERTX, Optional.empty(), Map.of("PORTALBOTS_PORT", "x"), Map.of()))
                .hasMessageContaining("(from the environment variable PORTALBOTS_PORT)");
        assertThatThrownBy(() -> ConfigReader.read(VERTX, Optional.empty(), Map.of(), Map.of("port", "x")))
                .hasMessageContaining("(from the flag --port)");
        assertThatThrownBy(() -> ConfigReader.read(VERTX, Optional.of(folder.resolve("none.yaml")), Map.of(), Map.of()))
                .hasMessage("the configuration file " + folder.resolve("none.yaml") + " cannot be read");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            acme                                                    | unlike 'acme'
            {client-id: c, client-secret: s}                        | an application has no name
            {name: a, client-secret: s}                             | an application has no client-id
            {name: a, client-id: c}                                 | an application has no client-secret
            {name: A, client-id: c, client-secret: s}               | the application 'A' is wrong
            {name: a, client-id: c, client-secret: s, kind: cloud}  | the application 'a' is wrong
            {name: a, client-id: c, client-secret: s, kind: 7}      | the application 'a' is wrong
            {name: a, client-id: c, client-secret: s, oauth: x}     | unknown key 'oauth'
            {name: a, client-id: c, client-secret: s, plugins: e}   | the application 'a' is wrong
            {name: a, client-id: c, secret: s}                      | an application has the unknown key 'secret'
            {name: a, client-id: c, client-secret-file: /no/file}   | the client-secret-file /no/file cannot be read
            """)
    void namesWhatIsWrongWithAnApplication(String entry, String message) {
        assertThatThrownBy(() -> read("applications:\n  - " + entry))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesTwoApplicationsOfOneName() {
        var entry = "\n  - {name: a, client-id: c, client-secret: s}";

        assertThatThrownBy(() -> read("applications:" + entry + entry))
                .isInstanceOf(UsageException.class)
                .hasMessage("two applications are called 'a'");
    }

    private Config read(String text) throws IOException {
        return ConfigReader.read(VERTX, Optional.of(yaml(text)), Map.of(), Map.of());
    }

    private Path yaml(String text) throws IOException {
        return Files.writeString(folder.resolve("platform.yaml"), text);
    }
}
