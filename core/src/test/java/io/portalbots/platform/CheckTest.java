package io.portalbots.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.Keys;
import io.portalbots.store.PrivateFile;
import io.portalbots.store.TestDatabase;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Secret;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} finds, right and wrong, with a sandbox for the authorization server and a real PostgreSQL. */
class CheckTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final DatabaseAddress DATABASE = TestDatabase.fresh();
    private static final Sandbox SANDBOX = Sandbox.start(
                    VERTX, new SandboxOptions("127.0.0.1", 0, List.of("acme"), true))
            .await();

    @TempDir
    private static Path data;

    private static final int PORT = freePort();

    @BeforeAll
    static void prepare() {
        Keys.make(data.resolve("keys.json"));
        new TestPortal(SANDBOX.url(), "acme").install("local.test", "secret", "http://127.0.0.1:1/none");
    }

    @AfterAll
    static void stop() {
        SANDBOX.stop().await();
        VERTX.close().await();
    }

    @Test
    void findsEverythingAllRight() {
        var findings = findings(Map.of(), "secret");

        assertThat(findings)
                .allMatch(Finding::ok)
                .extracting(Finding::what)
                .containsExactly(
                        "applications",
                        "keys",
                        "database",
                        "public address",
                        "credentials of test at http://localhost:" + SANDBOX.port());
        assertThat(said(findings, "database"))
                .startsWith("PostgreSQL 18")
                .containsPattern("at V\\d+__")
                .contains("0 migrations to come");
        assertThat(said(findings, "public address")).contains("leads to a listener on 127.0.0.1:" + PORT);
    }

    @Test
    void tellsWhatToEnterInBitrix24() {
        var entry = new Checks(VERTX, config(Map.of("public-url", "https://bots.example.com"), "secret"))
                .entries()
                .get(0);

        assertThat(entry.text())
                .contains("https://bots.example.com/bitrix24/test/event")
                .contains("https://bots.example.com/bitrix24/test/install")
                .contains("https://bots.example.com/bitrix24/test/app")
                .contains("im, imbot");
    }

    @Test
    void tellsAWrongSecretFromARightOne() {
        var findings = findings(Map.of(), "wrong");

        assertThat(failed(findings))
                .singleElement()
                .satisfies(finding -> assertThat(finding.line())
                        .startsWith("FAILED  credentials of test at http://localhost:")
                        .contains("it answers invalid_client; copy client-id and client-secret anew")
                        .doesNotContain("wrong;"));
    }

    @Test
    void namesADatabaseThatDoesNotAnswerOrLetUsIn() {
        var nowhere = findings(Map.of("database-url", "postgresql://127.0.0.1:1/none"), "secret");
        var refused = findings(Map.of("database-password", "s3cret"), "secret");

        assertThat(said(nowhere, "database"))
                .contains("postgresql://127.0.0.1:1/none")
                .contains("refused");
        assertThat(said(refused, "database"))
                .contains("password authentication failed")
                .doesNotContain("s3cret");
    }

    @Test
    void namesKeysThatAreMissingOrNone() throws IOException {
        var none = data.resolve("none.json");
        PrivateFile.write(none, "garbage");

        var missing = findings(Map.of("keys", data.resolve("no.json").toString()), "secret");
        var wrong = findings(Map.of("keys", none.toString()), "secret");
        var command = findings(Map.of("keys", "", "keys-command", "echo s3cret; false"), "secret");

        assertThat(said(missing, "keys")).isEqualTo("the key file " + data.resolve("no.json") + " does not exist");
        assertThat(said(wrong, "keys")).contains(none.toString()).doesNotContain("garbage");
        assertThat(said(command, "keys")).isEqualTo("the keys-command 'echo s3cret; false' fails with exit code 1");
    }

    @Test
    void meetsNobodyOrSomebodyElseAtAnAddressThatIsNotOurs() {
        var nobody = findings(Map.of("public-url", "http://127.0.0.1:1"), "secret");
        var other = findings(Map.of("public-url", SANDBOX.url()), "secret");
        var none = findings(Map.of("public-url", ""), "secret");

        assertThat(said(nobody, "public address")).startsWith("GET http://127.0.0.1:1/bitrix24/test/event: no ");
        assertThat(said(other, "public address")).contains("is answered with 404 by somebody else");
        assertThat(said(none, "public address")).isEqualTo("public-url is not set");
    }

    @Test
    void saysWhoTakesThePort() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var findings = findings(Map.of("port", String.valueOf(taken.getLocalPort())), "secret");

            assertThat(said(findings, "public address")).contains("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void meetsThePlatformThatIsRunning(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("plugins"));
        try (var house = new TestHouse(VERTX, folder)) {
            Files.writeString(folder.resolve("management.url"), house.platform().managementUrl());
            PrivateFile.write(folder.resolve("admin.token"), "admin");
            var flags = Map.of(
                    "data", folder.toString(), "public-url", house.platform().publicUrl());

            var findings = findings(flags, "secret");

            assertThat(said(findings, "public address")).contains("leads to the running platform");
        }
    }

    private static List<Finding> findings(Map<String, String> flags, String secret) {
        return new Checks(VERTX, config(flags, secret)).findings(finding -> {});
    }

    private static List<Finding> failed(List<Finding> findings) {
        return findings.stream().filter(finding -> !finding.ok()).toList();
    }

    private static String said(List<Finding> findings, String what) {
        return findings.stream()
                .filter(finding -> finding.what().equals(what))
                .map(Finding::said)
                .findFirst()
                .orElseThrow();
    }

    private static Config config(Map<String, String> changes, String secret) {
        var flags = new HashMap<>(Map.of(
                "data", data.toString(),
                "keys", data.resolve("keys.json").toString(),
                "port", String.valueOf(PORT),
                "public-url", "http://127.0.0.1:" + PORT,
                "database-url", DATABASE.url(),
                "database-user", DATABASE.user(),
                "database-password", TestDatabase.password()));
        flags.putAll(changes);
        var config = ConfigReader.read(VERTX, Optional.empty(), Map.of(), flags);
        var application = new Application("test", "local.test", Secret.of(secret), Application.Kind.LOCAL, Set.of());
        return config.with(application, URI.create("http://localhost:" + SANDBOX.port()));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
