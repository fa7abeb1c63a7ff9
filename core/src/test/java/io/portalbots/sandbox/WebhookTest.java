package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhookTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    @Test
    void refusesAWebhookThatWasTakenAway() {
        var portal = LAB.portal();
        var hook = portal.control(HttpMethod.POST, "/webhooks", new JsonObject().put("userId", BOB))
                .json()
                .getString("webhook_url");
        assertThat(LAB.get(hook + "profile").status()).isEqualTo(200);

        portal.control(HttpMethod.DELETE, "/webhooks/" + hook.replaceFirst(".*/rest/2/(.*)/", "$1"), new JsonObject());

        assertThat(LAB.get(hook + "profile").error()).isEqualTo("INVALID_CREDENTIALS");
    }
}
