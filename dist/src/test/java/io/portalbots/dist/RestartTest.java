package io.portalbots.dist;

import static io.portalbots.dist.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox forgets everything between runs and the platform does not. */
class RestartTest {

    private static final Set<String> OLD =
            Set.of("expired_token", "invalid_token", "NO_AUTH_FOUND", "CHAT_APP_ID_ERROR", "BOT_ID_ERROR");
    private static final String NUMBER = "+1 555 0777";

    @TempDir
    private Path data;

    @Test
    void installsAfreshAtEveryStartAndKeepsSettings() throws Exception {
        try (var first = Server.dev(data)) {
            usesNothingOld(first, 1);
            var set = Archive.run("settings", "set", "acme", "call-button", "phone=" + NUMBER, "--data=" + data);
            assertThat(set.exit()).as(set.err()).isZero();
        }

        try (var second = Server.dev(data)) {
            usesNothingOld(second, 2);
            second.kill(); // PostgreSQL goes on without it
        }

        try (var third = Server.dev(data)) {
            usesNothingOld(third, 3);
            assertThat(dialled(third.portal("acme"))).isEqualTo(NUMBER);
            eventually(() -> assertThat(third.tenants("active")).isEqualTo(1));
            assertThat(third.tenants("removed")).isZero();
            eventually(() -> assertThat(third.metric("portalbots_tenants_due")).isZero());
        }
    }

    private static void usesNothingOld(Server server, int generation) throws Exception {
        assertThat(server.line("READY")).contains("plugins=3 apps=4 refused=0");
        assertThat(server.log().lines().filter(line -> line.contains("tenant installed")))
                .singleElement()
                .asString()
                .contains("generation=\"" + generation + "\"");
        assertThat(server.portal("acme").calls())
                .isNotEmpty()
                .extracting(call -> call.getString("error"))
                .doesNotContainAnyElementsOf(OLD);
        assertThat(server.portal("acme").appCodes())
                .containsExactlyInAnyOrderElementsOf(
                        List.of("echo.board", "echo.help", "call-button.call", "support-button.support"));
    }

    private static String dialled(Portal acme) {
        return acme.user("Bob")
                .clicks("call-button.call", acme.dialogWith("Echo"))
                .getString("number");
    }
}
