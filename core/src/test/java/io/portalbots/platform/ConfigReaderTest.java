package io.portalbots.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.portal.AllowList;
import io.portalbots.registry.Brakes;
import io.portalbots.sandbox.SandboxCertificate;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Secret;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

        assertThat(documented).isEqualTo(ConfigReader.read(VERTX, Optional.empty(), Map.of(), Map.of()));
        assertThat(documentedKeys())
                .doesNotHaveDuplicates()
                .containsAll(ConfigReader.DEFAULTS.keySet())
                .contains(ConfigReader.APPLICATIONS)
                .hasSize(ConfigReader.DEFAULTS.size() + 1);
    }

    /** Those of a map with the map's before them: {@code outward.allow}. */
    private static List<String> documentedKeys() throws IOException {
        var keys = new ArrayList<String>();
        var above = "";
        for (var line : Files.readAllLines(EXPLAINED)) {
            if (line.matches("[a-z-]+:")) {
                above = line.replace(':', '.');
            } else if (line.matches(" *[a-z-]+: .*")) {
                var key = line.strip().replaceFirst(":.*", "");
                keys.add(line.startsWith(" ") ? above + key : key);
            }
        }
        return keys;
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
            events.kept: week    | events.kept cannot be 'week'
            public-url: bots     | public-url cannot be 'bots'
            bot-prefix: ü        | bot-prefix cannot be 'ü'
            'outward: {allow: [portal.test, "10.0.0.0/33"]}' | outward.allow cannot be 'portal.test,10.0.0.0/33'
            'outward: {ca: /no/file}'                        | outward.ca cannot be '/no/file'
            'outward: {deny: []}'                            | has the unknown key 'outward.deny'
            'outward: 1'                                     | has the unknown key 'outward'
            'oauth: {hosts: []}'                             | oauth.hosts cannot be ''
            'oauth: {hosts: ["http://oauth.test"]}'          | oauth.hosts cannot be 'http://oauth.test'
            'oauth: {rate: 0}'                               | oauth.rate cannot be '0'
            'oauth: {hosts: [oauth.test/x]}'                 | oauth.hosts cannot be 'oauth.test/x'
            'brakes: {share: 30%}'                           | brakes.share cannot be '30%'
            'brakes: {share: 1.5}'                           | brakes.share cannot be '1.5'
            'brakes: {least: -1}'                            | brakes.least cannot be '-1'
            'brakes: {tenants: many}'                        | brakes.tenants cannot be 'many'
            'brakes: {most: 1}'                              | has the unknown key 'brakes.most'
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
    void readsWhereCallsMayGo() throws IOException {
        var ca = Files.writeString(
                folder.resolve("ca.pem"), SandboxCertificate.make().authority());
        var config = read("""
                outward:
                  allow: [portal.test, "*.corp.test:8443", 10.0.0.0/8]
                  ca: %s
                oauth:
                  hosts: [oauth.test, "localhost:8443"]
                """.formatted(ca));

        assertThat(config.outwardAllow())
                .isEqualTo(AllowList.of(List.of("portal.test", "*.corp.test:8443", "10.0.0.0/8")));
        assertThat(config.outwardCa().added()).hasSize(1);
        assertThat(config.oauthHosts())
                .containsExactly(URI.create("https://oauth.test"), URI.create("https://localhost:8443"));
        assertThat(config.loopback()).isFalse();
    }

    @Test
    void readsWhatLooksLikeAMistake() throws IOException {
        assertThat(read("resync: PT1M").brakes()).isEqualTo(new Brakes.Limits(0.3, 50, 25_000));
        assertThat(read("brakes: {share: 1, least: 0, tenants: 0}").brakes()).isEqualTo(new Brakes.Limits(1, 0, 0));
        assertThat(read("brakes: {share: 0.05}").brakes()).isEqualTo(new Brakes.Limits(0.05, 50, 25_000));
    }

    @Test
    void readsListsFromTheEnvironment() {
        var environment =
                Map.of("PORTALBOTS_OUTWARD_ALLOW", "portal.test, 10.1.2.3", "PORTALBOTS_OAUTH_HOSTS", "a.test");

        var config = ConfigReader.read(VERTX, Optional.empty(), environment, Map.of());

        assertThat(config.outwardAllow()).isEqualTo(AllowList.of(List.of("portal.test", "10.1.2.3")));
        assertThat(config.oauthHosts()).containsExactly(URI.create("https://a.test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"})
    void refusesAFileWithoutACertificate(String content) throws IOException {
        var ca = Files.writeString(folder.resolve("ca.pem"), content);

        assertThatThrownBy(() -> read("outward: {ca: " + ca + "}"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("outward.ca cannot be '" + ca + "'");
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
