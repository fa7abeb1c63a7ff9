package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.Lab.Reply;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private TestPortal portal;
    private String token;

    @BeforeEach
    void install() {
        portal = LAB.portal();
        token = portal.install().getString("access_token");
    }

    @AfterEach
    void takeBack() {
        LAB.control(HttpMethod.DELETE, "/faults", new JsonObject());
    }

    @Test
    void listsFaultsWithHowOftenTheyStruck() {
        var id = portal.fault(new JsonObject().put("kind", "unavailable").put("method", "PROFILE"));
        profile();
        portal.call(token, "profile.json", "");
        portal.call(token, "scope", "");

        var faults = LAB.control("/faults").list();

        assertThat(faults)
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .put("id", id)
                                .put("struck", 2)
                                .put("kind", "unavailable")
                                .put("portal", portal.name())
                                .put("method", "PROFILE")));
    }

    @Test
    void strikesNoOtherPortal() {
        portal.fault(new JsonObject().put("kind", "unavailable"));
        var other = LAB.portal();

        var answer = other.call(other.install().getString("access_token"), "profile", "");

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "imbot.*,  imbot.bot.list, 503",
        "imbot.*,  profile,        200",
        "*,        profile,        503",
        "profile,  scope,          200"
    })
    void strikesTheMethodsItIsFor(String aim, String method, int status) {
        portal.fault(new JsonObject().put("kind", "unavailable").put("method", aim));

        assertThat(portal.call(token, method, "").status()).isEqualTo(status);
    }

    @Test
    void givesTheOldestOfSeveralFaults() {
        portal.fault(new JsonObject().put("kind", "too-many").put("count", 1));
        portal.fault(new JsonObject().put("kind", "unavailable"));

        assertThat(profile().status()).isEqualTo(429);
        assertThat(profile().status()).isEqualTo(503);
    }

    @Test
    void notesInTheLogOfCallsWhatItAnswered() {
        portal.fault(new JsonObject().put("kind", "too-many"));
        profile();

        var call = LAB.control("/calls?portal=" + portal.name())
                .json()
                .getJsonArray("calls")
                .getJsonObject(0);

        assertThat(call.getInteger("status")).isEqualTo(429);
        assertThat(call.getString("error")).isEqualTo("OPERATION_TIME_LIMIT");
    }

    @Test
    void refusesTheTokenEndpointToo() {
        portal.fault(new JsonObject()
                .put("kind", "error")
                .put("status", 500)
                .put("error", "x")
                .put("method", "oauth/token"));
        var refresh = LAB.url().replace("127.0.0.1", "localhost")
                + "/oauth/token/?grant_type=refresh_token&client_id=" + TestPortal.CLIENT
                + "&client_secret=S3cr3t&refresh_token=" + portal.install().getString("refresh_token");

        assertThat(LAB.get(refresh).error()).isEqualTo("x");
        assertThat(profile().status()).isEqualTo(200);
        takeBack();
        assertThat(LAB.get(refresh).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|'kind'",
                "{\"kind\":\"fire\"}|unavailable",
                "{\"kind\":\"cut\",\"delay\":\"PT1S\"}|'delay'",
                "{\"kind\":\"cut\",\"moment\":\"never\"}|'moment'",
                "{\"kind\":\"cut\",\"portal\":\"nobody\"}|nobody",
                "{\"kind\":\"cut\",\"method\":\"a/b\"}|'method'",
                "{\"kind\":\"cut\",\"probability\":1.5}|'probability'",
                "{\"kind\":\"cut\",\"count\":0}|'count'",
                "{\"kind\":\"error\",\"error\":\"X\"}|'status'",
                "{\"kind\":\"error\",\"status\":400}|'error'",
                "{\"kind\":\"html\",\"status\":99}|'status'",
                "{\"kind\":\"slow\"}|'delay'",
                "{\"kind\":\"drip\",\"delay\":\"slowly\"}|'delay'",
                "{\"kind\":\"redirect\"}|'location'",
                "{\"kind\":\"redirect\",\"location\":\"elsewhere\"}|'location'",
                "{\"kind\":\"expire-tokens\",\"method\":\"oauth/token\"}|oauth/token",
                "{\"kind\":\"lose-bot\",\"botId\":1}|'portal'",
                "{\"kind\":\"lose-bot\",\"portal\":\"acme\",\"botId\":99}|99",
                "{\"kind\":\"lose-app\",\"portal\":\"acme\",\"appId\":99}|99",
                "{\"kind\":\"lose-install\",\"portal\":\"acme\",\"clientId\":\"x\"}|'x'",
                "{\"kind\":\"lose-bot\",\"portal\":\"acme\",\"botId\":1,\"count\":1}|'count'"
            })
    void saysWhatIsWrongWithAFault(String body, String named) {
        var refused = LAB.control(HttpMethod.POST, "/faults", new JsonObject(body));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().getString("message")).contains(named);
        assertThat(LAB.control("/faults").list()).isEmpty();
    }

    private Reply profile() {
        return portal.call(token, "profile", "");
    }
}
