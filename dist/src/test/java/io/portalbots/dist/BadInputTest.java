package io.portalbots.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.dist.SharedDev.Dev;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be started says why in one line, and names the thing. */
@ExtendWith(SharedDev.class)
class BadInputTest {

    private static final String APPLICATION = """
            port: 0
            management-port: 0
            public-url: http://127.0.0.1:9
            applications:
              - {name: one, client-id: app.one, client-secret: hush}
            """;

    @TempDir
    private Path temp;

    @Test
    void refusesAFlagItDoesNotKnow() throws Exception {
        refuses(2, "--colour", "dev", "--colour=red");
    }

    @Test
    void refusesToGuessTheCommand() throws Exception {
        refuses(2, "--help");
    }

    @Test
    void refusesToMeasureWithoutTheSource() throws Exception {
        refuses(2, "bench needs a checkout", "bench", "fanout", "--portals=10");
        refuses(2, "bench needs a checkout", "bench");
    }

    @Test
    void refusesAKeyItDoesNotKnow() throws Exception {
        var config = Files.writeString(temp.resolve("wrong.yaml"), "colour: red\n");

        refuses(2, "'colour'", "run", "--config=" + config);
    }

    @Test
    void refusesTwoApplicationsOfOneName() throws Exception {
        var config = config(APPLICATION + "  - {name: one, client-id: app.two, client-secret: hush}\n");

        refuses(2, "'one'", "run", "--config=" + config);
    }

    @Test
    void refusesAPortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = taken.getLocalPort();

            refuses(1, "127.0.0.1:" + port, "sandbox", "--sandbox-port=" + port);
            refuses(
                    1,
                    "127.0.0.1:" + port,
                    "dev",
                    "--port=" + port,
                    "--management-port=0",
                    "--sandbox-port=0",
                    "--data=" + temp);
        }
    }

    @Test
    void refusesASandboxThatCannotBe() throws Exception {
        var file = Files.createFile(temp.resolve("file"));

        refuses(2, "'A B'", "sandbox", "--portal=A B");
        refuses(2, "'acme' is there twice", "sandbox", "--portal=acme", "--portal=acme");
        refuses(2, "'twelve'", "sandbox", "--seed=twelve");
        refuses(2, "--tls-cert", "sandbox", "--tls-cert=sandbox.pem");
        refuses(1, file + "/ca.pem", "sandbox", "--tls", "--sandbox-port=0", "--tls-cert=" + file + "/ca.pem");
    }

    @Test
    void refusesADataDirectoryInUse(Dev dev) throws Exception {
        refuses(1, dev.data().toString(), "dev", "--data=" + dev.data());
    }

    @Test
    void refusesADatabaseThatDoesNotAnswer() throws Exception {
        var config = config(APPLICATION + "database-url: postgresql://127.0.0.1:9/nowhere\n");

        refuses(1, "postgresql://127.0.0.1:9/nowhere", "run", "--make-keys", "--config=" + config);
    }

    @Test
    void refusesAWrongDatabaseUrl() throws Exception {
        refuses(1, "'over there'", "run", "--config=" + config(APPLICATION + "database-url: over there\n"));
    }

    @Test
    void refusesToRunWithoutItsKeyFile() throws Exception {
        var keys = temp.resolve("nowhere.json");
        var config = config(APPLICATION + "database-url: postgresql://127.0.0.1:9/any\nkeys: " + keys + "\n");

        refuses(1, keys.toString(), "run", "--config=" + config);
    }

    @Test
    void refusesToCompareWithNobody() throws Exception {
        refuses(1, "no sandbox answers at http://127.0.0.1:9", "conformance", "--url=http://127.0.0.1:9");
        refuses(2, "'moon'; there are ", "conformance", "--area=moon");
        refuses(2, "'here'", "conformance", "--url=here");
    }

    private Path config(String yaml) throws Exception {
        return Files.writeString(temp.resolve("platform.yaml"), yaml + "data: " + temp.resolve("data") + "\n");
    }

    private static void refuses(int exit, String named, String... arguments) throws Exception {
        var refused = Archive.run(arguments);

        assertThat(refused.out()).isEmpty();
        assertThat(refused.err().lines().filter(line -> !line.matches("\\d{4}-.*")))
                .as("stderr without its log lines")
                .singleElement()
                .asString()
                .startsWith("portalbots: ")
                .contains(named);
        assertThat(refused.exit()).isEqualTo(exit);
    }
}
