package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.Lab.Reply;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BulkTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    @Test
    void makesManyPortalsAndTellsNoMoreThanThat() {
        var made = portals("many", 300);

        assertThat(made.json())
                .isEqualTo(new JsonObject()
                        .put("prefix", "many")
                        .put("count", 300)
                        .put("first", "many1")
                        .put("last", "many300"));
        assertThat(LAB.control("/portals/many300").json().getJsonArray("users")).hasSize(4);
    }

    @Test
    void makesAllOrNoneOfThem() {
        LAB.control(HttpMethod.POST, "/portals", new JsonObject().put("name", "odd3"));

        assertThat(portals("odd", 3).error()).isEqualTo("PORTAL_EXISTS");

        assertThat(LAB.control("/portals/odd1").error()).isEqualTo("PORTAL_NOT_FOUND");
    }

    @Test
    void installsOnEveryPortalWhoseNameBeginsSo() {
        portals("fan", 250);
        portals("other", 1);
        try (var application = new Receiver()) {
            var installed = installs("fan", "local.fan", "secret", application.url());

            assertThat(installed.json())
                    .isEqualTo(new JsonObject()
                            .put("prefix", "fan")
                            .put("clientId", "local.fan")
                            .put("count", 250));
            var told = new HashSet<String>();
            for (var i = 0; i < 250; i++) {
                told.add(application.next("ONAPPINSTALL").text("auth", "member_id"));
            }
            assertThat(told).hasSize(250).contains(memberId("fan1"), memberId("fan250"));
            assertThat(LAB.control("/portals/other1").json().getJsonArray("installs"))
                    .isEmpty();
        }
    }

    @Test
    void installsOnAllOrNoneOfThem() {
        portals("half", 2);
        var known = new JsonObject().put("clientId", "local.half").put("clientSecret", "one");
        LAB.control(HttpMethod.POST, "/portals/half2/installs", known);

        assertThat(installs("half", "local.half", "other", "http://127.0.0.1:9/")
                        .error())
                .isEqualTo("WRONG_SECRET");

        assertThat(LAB.control("/portals/half1").json().getJsonArray("installs"))
                .isEmpty();
    }

    @Test
    void servesOthersMeanwhile() {
        var many = CompletableFuture.supplyAsync(() -> portals("mass", 20_000));
        while (LAB.control("/portals/mass1").status() == 404) {
            Thread.onSpinWait();
        }

        assertThat(LAB.control("/portals/mass20000").status()).isEqualTo(404);
        assertThat(many.join().status()).isEqualTo(200);
        assertThat(LAB.control("/portals/mass20000").status()).isEqualTo(200);
    }

    private static Reply portals(String prefix, int count) {
        return LAB.control(
                HttpMethod.POST,
                "/portals",
                new JsonObject().put("prefix", prefix).put("count", count));
    }

    private static Reply installs(String prefix, String clientId, String secret, String eventUrl) {
        return LAB.control(
                HttpMethod.POST,
                "/installs",
                new JsonObject()
                        .put("prefix", prefix)
                        .put("clientId", clientId)
                        .put("clientSecret", secret)
                        .put("eventUrl", eventUrl));
    }

    private static String memberId(String portal) {
        return LAB.control("/portals/" + portal).json().getString("memberId");
    }
}
