package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.BOB;
import static io.portalbots.sandbox.TestPortal.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallerTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    /** Everything is wrong at once, and put right row by row. */
    @Test
    void tellsFirstWhatAPortalLooksAtFirst() {
        var portal = LAB.portal();
        portal.install();
        var token = portal.control(HttpMethod.POST, "/installs/" + CLIENT + "/tokens", user(BOB))
                .json()
                .getString("access_token");
        allow(portal, new JsonObject().put("onHold", true).put("active", false).put("users", new JsonArray()));
        portal.control(HttpMethod.PATCH, "/users/" + BOB, new JsonObject().put("dismissed", true));
        LAB.control(HttpMethod.POST, "/clock", new JsonObject().put("advance", "PT1H"));

        assertThat(error(portal, token)).isEqualTo("OVERLOAD_LIMIT");
        allow(portal, new JsonObject().put("onHold", false));
        assertThat(error(portal, token)).isEqualTo("APPLICATION_NOT_FOUND");
        allow(portal, new JsonObject().put("active", true));
        assertThat(error(portal, token)).isEqualTo("expired_token");
    }

    private static JsonObject user(int id) {
        return new JsonObject().put("userId", id);
    }

    private static void allow(TestPortal portal, JsonObject standing) {
        portal.control(HttpMethod.PATCH, "/installs/" + CLIENT, standing);
    }

    private static String error(TestPortal portal, String token) {
        return portal.call(token, "profile", "").error();
    }
}
