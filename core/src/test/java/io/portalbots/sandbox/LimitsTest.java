package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of limits needs a clock that is moved by hand, or a client at another address. */
class LimitsTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    @BeforeAll
    static void freeze() {
        var at = new JsonObject().put("freeze", true).put("at", "2026-03-01T12:00:30Z");
        LAB.control(HttpMethod.POST, "/clock", at);
    }

    @Test
    void letsTheLevelDrain() {
        var portal = limited(new JsonObject().put("perSecond", 2).put("burst", 3));
        var token = portal.install().getString("access_token");

        assertThat(statuses(portal, token, 5)).containsExactly(200, 200, 200, 503, 503);
        advance("PT1S");
        assertThat(statuses(portal, token, 1)).as("a level of 3 + 1").containsExactly(503);
        advance("PT1S");
        assertThat(statuses(portal, token, 2)).as("a level of 2 + 1, then + 1").containsExactly(200, 503);
        advance("PT10M");
        assertThat(statuses(portal, token, 4)).containsExactly(200, 200, 200, 503);
    }

    @Test
    void countsEachSourceAddressApart() {
        var portal = limited(new JsonObject().put("burst", 1));
        var body = ("auth=" + portal.install().getString("access_token")).getBytes(StandardCharsets.UTF_8);

        assertThat(from(portal, 2, body)).startsWith("HTTP/1.1 200");
        assertThat(from(portal, 2, body)).startsWith("HTTP/1.1 503");
        assertThat(from(portal, 3, body)).startsWith("HTTP/1.1 200");
    }

    @Test
    void doesNotLimitBrowsers() {
        var portal = limited(new JsonObject()
                .put("burst", 100)
                .put("operating", "PT1S")
                .put("cost", new JsonObject().put("profile", "PT1M")));
        var cookie = portal.detail().getJsonArray("users").getJsonObject(0).getString("cookie");

        for (var call = 0; call < 3; call++) {
            var reply = LAB.send(HttpMethod.POST, portal.rest() + "profile", Map.of("Cookie", cookie), Buffer.buffer());
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().getJsonObject("time").containsKey("operating"))
                    .isFalse();
        }
    }

    @Test
    void forgetsOperatingTimeAfterTenMinutes() {
        var portal = limited(new JsonObject()
                .put("burst", 100)
                .put("operating", "PT1M")
                .put("cost", new JsonObject().put("scope", "PT40S")));
        var token = portal.install().getString("access_token");

        var first = time(portal, token);
        assertThat(first.getInteger("processing")).as("what the call costs").isEqualTo(40);
        assertThat(first.getLong("finish")).isEqualTo(first.getLong("start") + 40);
        advance("PT1M");
        var second = time(portal, token);

        assertThat(second.getInteger("operating")).isEqualTo(80);
        assertThat(second.getLong("operating_reset_at"))
                .isEqualTo(first.getLong("operating_reset_at"))
                .isEqualTo(first.getLong("start") + 600);
        assertThat(portal.call(token, "scope", "").status()).isEqualTo(429);
        advance("PT8M");
        assertThat(portal.call(token, "scope", "").status()).isEqualTo(429);
        advance("PT1M");
        assertThat(time(portal, token).getInteger("operating"))
                .as("of the second and the new call")
                .isEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"limits\": \"gold\"}",
                "{\"limits\": 5}",
                "{\"limits\": {\"plan\": \"gold\"}}",
                "{\"limits\": {\"perSecond\": 0}}",
                "{\"limits\": {\"perSecond\": \"2\"}}",
                "{\"limits\": {\"burst\": 0}}",
                "{\"limits\": {\"operating\": \"7 minutes\"}}",
                "{\"limits\": {\"cost\": \"PT1S\"}}",
                "{\"limits\": {\"cost\": {\"scope\": 2}}}",
                "{\"limits\": {\"speed\": 2}}"
            })
    void refusesNumbersThatAreNone(String body) {
        var reply = LAB.portal().control(HttpMethod.PATCH, "", new JsonObject(body));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo("WRONG_FIELD");
    }

    private static TestPortal limited(JsonObject limits) {
        return LAB.portal(new JsonObject().put("limits", limits));
    }

    private static int[] statuses(TestPortal portal, String token, int calls) {
        return IntStream.range(0, calls)
                .map(call -> portal.call(token, "scope", "").status())
                .toArray();
    }

    private static String from(TestPortal portal, int address, byte[] body) {
        return RawHttp.post(portal, address, "scope", "application/x-www-form-urlencoded", body);
    }

    private static JsonObject time(TestPortal portal, String token) {
        return portal.call(token, "scope", "").json().getJsonObject("time");
    }

    private static void advance(String by) {
        LAB.control(HttpMethod.POST, "/clock", new JsonObject().put("advance", by));
    }
}
