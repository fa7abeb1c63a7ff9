package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the pairs of batch.yaml cannot say. */
class BatchTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    @Test
    void isCountedOnceAndItsCommandsByMethod() {
        var portal = LAB.portal();
        var token = portal.install().getString("access_token");
        var cmd = new JsonObject()
                .put("a", "scope")
                .put("b", "scope")
                .put("c", "moon.landing")
                .put("d", "batch");

        portal.call(token, "batch", new JsonObject().put("cmd", cmd));

        var calls = LAB.control("/calls?portal=" + portal.name()).json();
        assertThat(calls.getInteger("http")).isEqualTo(1);
        assertThat(calls.getJsonArray("calls").getJsonObject(0).getInteger("commands"))
                .isEqualTo(4);
        assertThat(calls.getJsonObject("byMethod").getMap())
                .containsEntry("batch", 2)
                .containsEntry("scope", 2)
                .containsEntry("moon.landing", 1);
    }
}
