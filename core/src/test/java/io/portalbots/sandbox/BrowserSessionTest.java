package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.Lab.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserSessionTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private final TestPortal portal = LAB.portal();
    private final String cookie =
            portal.detail().getJsonArray("users").getJsonObject(1).getString("cookie");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imbot.register",
                "imbot.bot.list",
                "imbot.command.register",
                "imbot.message.add",
                "imbot.app.register",
                "imbot.app.update",
                "imbot.app.unregister",
                "event.bind"
            })
    void isRefusedWhatIsForApplications(String method) {
        var reply = browses(method, cookie);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.error()).isEqualTo("WRONG_AUTH_TYPE");
    }

    @Test
    void isRefusedThemInABatchToo() {
        var reply = browses("batch?cmd[app]=imbot.app.register", cookie);

        assertThat(reply.json()
                        .getJsonObject("result")
                        .getJsonObject("result_error")
                        .getJsonObject("app")
                        .getString("error"))
                .isEqualTo("WRONG_AUTH_TYPE");
    }

    @Test
    void actsAsThePersonWhoIsLoggedIn() {
        assertThat(browses("profile", cookie).json().getJsonObject("result").getString("NAME"))
                .isEqualTo("Bob");
    }

    @Test
    void countsOnlyWithoutAToken() {
        assertThat(browses("profile?auth=unknown", cookie).error()).isEqualTo("NO_AUTH_FOUND");
    }

    @Test
    void isNobodysWithAForeignCookie() {
        assertThat(browses("profile", "PHPSESSID=made-up").error()).isEqualTo("NO_AUTH_FOUND");
    }

    private Reply browses(String method, String cookies) {
        return LAB.send(HttpMethod.POST, portal.rest() + method, Map.of("Cookie", cookies), Buffer.buffer());
    }
}
