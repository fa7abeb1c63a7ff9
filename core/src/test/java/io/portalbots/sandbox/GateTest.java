package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What stands before a method and needs somebody else's token, or another hour. */
class GateTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void refusesAMemberWhoMayNotUseApplications() {
        var portal = LAB.portal();
        var bobs = tokenOfBob(portal);

        portal.control(HttpMethod.PATCH, "", new JsonObject().put("appsFor", "admins"));
        var documented = portal.call(bobs, "profile", "");
        portal.control(HttpMethod.PATCH, "", new JsonObject().put("mode", "real"));
        var real = portal.call(bobs, "profile", "");

        assertThat(documented.status()).isEqualTo(403);
        assertThat(documented.error()).isEqualTo("user_access_error");
        assertThat(real.status()).isEqualTo(401);
        assertThat(real.error()).isEqualTo("user_access_error");
    }

    @Test
    void refusesATokenWhoseHourIsOver() {
        var portal = LAB.portal();
        var token = portal.install(TestPortal.CLIENT, new JsonObject().put("scope", "im"))
                .json()
                .getString("access_token");

        assertThat(portal.call(token, "imbot.bot.list", "").error()).isEqualTo("insufficient_scope");
        LAB.control(HttpMethod.POST, "/clock", new JsonObject().put("advance", "PT1H"));
        var reply = portal.call(token, "imbot.bot.list", "");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.error()).isEqualTo("expired_token");
    }

    /** Who writes to a bot lends it a token of their own. */
    private String tokenOfBob(TestPortal portal) {
        var token = portal.install().getString("access_token");
        var bot = portal.bot(token, "echo", receiver.url(), Map.of());
        portal.says(TestPortal.BOB, bot, "hello");
        receiver.next("ONIMBOTJOINCHAT");
        return receiver.next("ONIMBOTMESSAGEADD").text("auth", "access_token");
    }
}
