package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OfflineEventsTest {

    private static final Duration A_WHILE = Duration.ofMillis(300);

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private TestPortal portal;
    private Receiver receiver;
    private String token;

    @BeforeEach
    void bind() {
        portal = LAB.portal();
        receiver = new Receiver();
        token = portal.install().getString("access_token");
        portal.call(token, "event.bind", "EVENT=ONAPPTEST&EVENT_TYPE=offline");
        clock(new JsonObject().put("freeze", true));
    }

    @AfterEach
    void close() {
        clock(new JsonObject().put("freeze", false));
        receiver.close();
    }

    @Test
    void wakesTheApplicationAsOftenAsItAllows() {
        var waking = new JsonObject()
                .put("EVENT", "ONOFFLINEEVENT")
                .put("HANDLER", receiver.url())
                .put("OPTIONS", new JsonObject().put("minTimeout", 60));
        portal.call(token, "event.bind", waking);

        send("a");

        var wake = receiver.next("ONOFFLINEEVENT");
        assertThat(wake.map("data")).isEmpty();
        assertThat(wake.map("auth")).containsKeys("access_token", "refresh_token", "application_token");
        clock(new JsonObject().put("advance", "PT59S"));
        send("b");
        assertThat(receiver.isLeftAlone(A_WHILE)).isTrue();
        clock(new JsonObject().put("advance", "PT1S"));
        send("c");
        receiver.next("ONOFFLINEEVENT");
    }

    @Test
    void wakesTheApplicationOncePerRequestWithoutAPause() {
        var waking = new JsonObject()
                .put("EVENT", "ONOFFLINEEVENT")
                .put("HANDLER", receiver.url())
                .put("OPTIONS", new JsonObject().put("minTimeout", 0));
        portal.call(token, "event.bind", waking);

        portal.call(token, "batch", "cmd[a]=event.test?N=a&cmd[b]=event.test?N=b");
        receiver.next("ONOFFLINEEVENT");
        assertThat(receiver.isLeftAlone(A_WHILE)).isTrue();
        send("c");

        receiver.next("ONOFFLINEEVENT");
    }

    @Test
    void keepsNoTokensOfBots() {
        var bot = portal.bot(token, "echo", receiver.url(), Map.of());
        portal.call(token, "event.bind", "EVENT=ONIMBOTMESSAGEADD&EVENT_TYPE=offline");

        portal.says(BOB, bot, "hello");

        var kept = kept().getJsonObject(0);
        assertThat(kept.getJsonObject("EVENT_ADDITIONAL").getString("user_id")).isEqualTo("2");
        assertThat(kept.getJsonObject("EVENT_DATA").getJsonObject("BOT"))
                .isEqualTo(new JsonObject()
                        .put(
                                String.valueOf(bot),
                                new JsonObject().put("BOT_ID", bot).put("BOT_CODE", "echo")));
        assertThat(kept.getJsonObject("EVENT_DATA").getJsonObject("PARAMS").getString("MESSAGE"))
                .isEqualTo("hello");
    }

    @Test
    void forgetsWhatAProcessReservedThirtyDaysAgo() {
        send("a");
        portal.call(token, "event.offline.get", "clear=0");
        clock(new JsonObject().put("advance", "P29D"));
        token = portal.install().getString("access_token");
        assertThat(kept()).hasSize(1);

        clock(new JsonObject().put("advance", "P2D"));
        token = portal.install().getString("access_token");

        assertThat(kept()).isEmpty();
    }

    private void send(String name) {
        portal.call(token, "event.test", "N=" + name);
    }

    private JsonArray kept() {
        return portal.call(token, "event.offline.list", "").json().getJsonArray("result");
    }

    private static void clock(JsonObject change) {
        LAB.control(HttpMethod.POST, "/clock", change);
    }
}
