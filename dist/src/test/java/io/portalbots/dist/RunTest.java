package io.portalbots.dist;

import static io.portalbots.dist.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The platform as operators run it, without anything that is for developers only: it speaks TLS with two portals and the
 * authorization server of a sandbox in another process, because it is told whom to trust and that they are not public.
 */
class RunTest {

    private static final String CLIENT_ID = "app.lines";
    private static final String SECRET = "not much of a secret";

    @TempDir
    private Path temp;

    @Test
    void servesPortalsWithoutMixingThem() throws Exception {
        try (var sandbox = Server.start(
                        "sandbox",
                        "--tls",
                        "--tls-cert=" + authority(),
                        "--sandbox-port=0",
                        "--portal=acme",
                        "--portal=beta",
                        "--loopback-http");
                var platform = Server.start("run", "--make-keys", "--config=" + config(sandbox))) {
            var acme = sandbox.portal("acme");
            var beta = sandbox.portal("beta");
            var events = platform.ready("platform") + "/bitrix24/lines/event";

            acme.install(CLIENT_ID, SECRET, events);
            beta.install(CLIENT_ID, SECRET, events);

            eventually(() -> assertThat(acme.appCodes()).containsExactlyInAnyOrder("echo.board", "echo.help"));
            eventually(() -> assertThat(beta.appCodes()).containsExactlyInAnyOrder("echo.board", "echo.help"));
            repeats(acme);
            repeats(beta);

            var set = Archive.run("settings", "set", "beta", "call-button", "phone=+1 555 01", "--data=" + data());
            assertThat(set.exit()).as(set.err()).isZero();
            eventually(() -> assertThat(beta.appCodes()).contains("call-button.call"));
            assertThat(acme.appCodes()).doesNotContain("call-button.call");

            acme.uninstall(CLIENT_ID);

            eventually(() -> assertThat(platform.tenants("removed")).isEqualTo(1));
            eventually(() -> assertThat(platform.tenants("active")).isEqualTo(1));
            assertThat(acme.appCodes()).isEmpty();
            assertThat(beta.appCodes()).hasSize(3);
            repeats(beta);
        }
    }

    private static void repeats(Portal portal) throws Exception {
        var bob = portal.user("Bob");
        var echo = portal.dialogWith("Echo");
        bob.opens(echo);
        var text = "hello at message " + bob.sees(echo).size();

        bob.types(echo, text);

        eventually(() -> assertThat(bob.sees(echo)).filteredOn(text::equals).hasSize(2));
    }

    private Path data() {
        return temp.resolve("data");
    }

    private Path authority() {
        return temp.resolve("sandbox authority.pem");
    }

    private Path config(Server sandbox) throws Exception {
        var portals = URI.create(sandbox.ready("sandbox")).getPort();
        var own = freePort();
        return Files.writeString(temp.resolve("platform.yaml"), """
                data: "%s"
                plugins: "%s"
                port: %d
                public-url: http://127.0.0.1:%d
                management-port: 0
                outward:
                  allow: ["*.bitrix24.localhost:%d", "localhost:%d"]
                  ca: "%s"
                oauth:
                  hosts: ["localhost:%d"]
                applications:
                  - name: lines
                    client-id: %s
                    client-secret: %s
                """.formatted(
                        data(),
                        Archive.home().resolve("plugins"),
                        own,
                        own,
                        portals,
                        portals,
                        authority(),
                        portals,
                        CLIENT_ID,
                        SECRET));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
