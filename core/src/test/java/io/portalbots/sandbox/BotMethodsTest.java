package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BotMethodsTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private TestPortal portal;
    private String token;

    @BeforeEach
    void install() {
        portal = LAB.portal();
        token = portal.install().getString("access_token");
    }

    @Test
    void listsTheBotsOfAllApplicationsById() {
        var bot = portal.bot(token, "echo");
        var other = portal.install("local.other", new JsonObject()).json().getString("access_token");

        var bots = portal.call(other, "imbot.bot.list", "").json().getJsonObject("result");

        assertThat(bots.getJsonObject(String.valueOf(bot)).getMap())
                .isEqualTo(Map.of("ID", bot, "NAME", "echo", "CODE", "echo", "OPENLINE", "N"));
    }

    @Test
    void wantsAClientIdFromWebhookCallers() {
        var hook = portal.install().getString("webhook_url");
        var params = new JsonObject()
                .put("CODE", "hooked")
                .put("EVENT_HANDLER", HANDLER)
                .put("PROPERTIES", new JsonObject().put("NAME", "Hooked"));

        var refused = LAB.json(hook + "imbot.register", params);
        var taken = LAB.json(hook + "imbot.register.json", params.copy().put("CLIENT_ID", "xyz"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.error()).isEqualTo("ACCESS_DENIED");
        assertThat(taken.result()).isInstanceOf(Integer.class);
        assertThat(portal.detail().getJsonArray("bots").getJsonObject(0).getString("clientId"))
                .isEqualTo("customxyz");
        assertThat(LAB.get(hook + "event.get").error()).isEqualTo("WRONG_AUTH_TYPE");
        assertThat(LAB.get(portal.rest() + "1/wrong/profile").error()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(LAB.get(hook + "app.info").json().getJsonObject("result").getJsonArray("SCOPE"))
                .contains("imbot");
    }
}
