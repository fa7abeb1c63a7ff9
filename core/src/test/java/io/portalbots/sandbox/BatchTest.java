package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {

    private static final String REGISTER =
            "imbot.register?CODE=echo&TYPE=B" + "&EVENT_HANDLER=http%3A%2F%2F127.0.0.1%3A9%2Fev&PROPERTIES%5BNAME%5D=";
    private static final String FAILS = "imbot.app.unregister?APP_ID=999";

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
    void runsCommandsInOrderAndFeedsResultsOn() {
        var batch = run(new JsonObject()
                .put("bot", REGISTER + "Echo")
                .put(
                        "app",
                        "imbot.app.register?BOT_ID=$result[bot]&CODE=help&JS_METHOD=SEND&JS_PARAM=%2Fhelp"
                                + "&LANG%5B0%5D%5BLANGUAGE_ID%5D=en&LANG%5B0%5D%5BTITLE%5D=Help")
                .put("bad", FAILS));

        assertThat(batch.getJsonObject("result").getInteger("app")).isPositive();
        assertThat(batch.getJsonObject("result_error").getJsonObject("bad").getString("error"))
                .isEqualTo("CHAT_APP_ID_ERROR");
        assertThat(batch.getJsonArray("result_total")).isEmpty();
        assertThat(batch.getJsonArray("result_next")).isEmpty();
        assertThat(batch.getJsonObject("result_time").fieldNames()).containsExactly("bot", "app");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$result[who][NAME]|Alice",
                "$result[who][ID][deeper]|1",
                "Hi $result[who][NAME] there|Hi Alice there",
                "Hi $result[who][NAME]there|Hi Alice",
                "Hi $result[who] there|Hi Array there",
                "$error[bad][error]|CHAT_APP_ID_ERROR",
                "costs 5$ a piece|costs 5$ a piece"
            })
    void resolvesReferences(String name, String resolved) {
        run(new JsonObject().put("who", "profile").put("bad", FAILS).put("bot", REGISTER + escaped(name)));

        assertThat(portal.detail().getJsonArray("bots").getJsonObject(0).getString("name"))
                .isEqualTo(resolved);
    }

    @Test
    void keepsTheTypeOfALoneReference() {
        run(new JsonObject()
                .put("who", "profile")
                .put("bot", REGISTER.replace("PROPERTIES%5BNAME%5D=", "PROPERTIES=$result[who]")));

        assertThat(portal.detail().getJsonArray("bots").getJsonObject(0).getString("name"))
                .isEqualTo("Alice");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "'',1", "1,0", "false,0", "true,0"})
    void haltsByWhatPhpTakesForTrue(String halt, int succeeded) {
        var cmd = "cmd[a]=" + escaped(FAILS) + "&cmd[b]=profile&halt=" + halt;

        var batch = portal.call(token, "batch", cmd).json().getJsonObject("result");

        assertThat(batch.getValue("result") instanceof JsonObject ? 1 : 0).isEqualTo(succeeded);
    }

    @Test
    void namesTheResultsOfAListByPosition() {
        var cmd = new JsonArray().add("profile").add("scope");

        var batch =
                portal.call(token, "batch", new JsonObject().put("cmd", cmd)).json();

        assertThat(batch.getJsonObject("result").getJsonObject("result").fieldNames())
                .containsExactly("0", "1");
    }

    @Test
    void refusesNestingUnknownMethodsAndTheFiftyFirstCommand() {
        var cmd = new JsonObject().put("nested", "batch?cmd[a]=profile").put("unknown", "moon.landing");
        for (var i = 0; i < 49; i++) {
            cmd.put("k" + i, "scope");
        }

        var errors = run(cmd).getJsonObject("result_error");

        assertThat(errors.getJsonObject("nested").getString("error")).isEqualTo("ERROR_BATCH_METHOD_NOT_ALLOWED");
        assertThat(errors.getJsonObject("unknown").getString("error")).isEqualTo("ERROR_METHOD_NOT_FOUND");
        assertThat(errors.getJsonObject("k48").getString("error")).isEqualTo("ERROR_BATCH_LENGTH_EXCEEDED");
        assertThat(errors.size()).isEqualTo(3);
    }

    @Test
    void answersAnEmptyBatchWithEmptyLists() {
        var batch = portal.call(token, "batch", "halt=0").json().getJsonObject("result");

        assertThat(batch.getJsonArray("result")).isEmpty();
        assertThat(batch.getJsonArray("result_error")).isEmpty();
    }

    private JsonObject run(JsonObject cmd) {
        return portal.call(token, "batch.json", new JsonObject().put("cmd", cmd))
                .json()
                .getJsonObject("result");
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
