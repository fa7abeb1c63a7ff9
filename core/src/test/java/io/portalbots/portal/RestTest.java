package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.tenant.PortalProbe.Standing;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final Recorder portal = new Recorder(VERTX);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Rest rest =
            new Rest(ThisMachine.http(VERTX), new Budget(VERTX, new PortalMetrics(meters)), new PortalMetrics(meters));

    @AfterEach
    void stop() {
        portal.close();
    }

    @AfterAll
    static void stopAll() {
        VERTX.close().await();
    }

    @Test
    void postsJsonWithTheTokenAndReadsTheResult() {
        portal.answers(200, "{\"result\": 13, \"time\": {}}");

        var reply = call();

        assertThat(reply).isEqualTo(new Reply.Result(13));
        assertThat(portal.calls()).containsExactly(new Recorder.Call("/rest/m.json", "{\"A\":1,\"auth\":\"t0ken\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "13, 13",
        "'\"13\"', 13",
        "-13, -1",
        "1e300, -1",
        "13.5, -1",
        "true, -1",
        "[], -1",
        "null, -1",
        "'\"x\"', -1"
    })
    void readsIdsAsNumbersAndAsStrings(String result, long id) {
        portal.answers(200, "{\"result\": " + result + "}");

        assertThat(((Reply.Result) call()).id().orElse(-1)).isEqualTo(id);
    }

    @Test
    void readsAnEmptyListForAnEmptyMap() {
        portal.answers(200, "{\"result\": []}");

        assertThat(((Reply.Result) call()).object()).isEmpty();
    }

    @Test
    void asksWhoSomebodyIsAndWhichBotsOfOursAreThereByOneRequest() {
        probed(
                "\"c0\": {\"ID\": \"7\", \"ADMIN\": true}, \"c1\": {\"LANGUAGE_ID\": \"de\"},"
                        + " \"c2\": {\"62\": {\"CODE\": \"pb_echo\"}, \"63\": {\"CODE\": \"other\"}}",
                "");

        assertThat(probe()).isEqualTo(new Standing(7, true, "de", Set.of(62L)));
        assertThat(portal.calls()).hasSize(1);
    }

    @Test
    void knowsOfNoBotsWhereItMayNotAskForThem() {
        probed("\"c0\": {\"ID\": \"7\", \"ADMIN\": true}, \"c1\": []", "\"c2\": {\"error\": \"insufficient_scope\"}");

        assertThat(probe()).isEqualTo(new Standing(7, true, "en", Set.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"c2\": {\"error\": \"OPERATION_TIME_LIMIT\"}",
                "\"c2\": {\"error\": \"QUERY_LIMIT_EXCEEDED\"}",
                "\"c2\": {\"error\": \"expired_token\"}"
            })
    void takesNoWordAboutBotsForNoBots(String error) {
        probed("\"c0\": {\"ID\": \"7\", \"ADMIN\": true}, \"c1\": []", error);

        assertThatThrownBy(this::probe).isInstanceOf(PortalUnavailableException.class);
    }

    private void probed(String results, String errors) {
        portal.answers(200, "{\"result\": {\"result\": {" + results + "}, \"result_error\": {" + errors + "}}}");
    }

    private Standing probe() {
        return new RestProbe(rest, "pb_").ask(portal.uri("/rest/"), Secret.of("t0ken"));
    }

    @ParameterizedTest
    @CsvSource({"200", "400", "401", "403"})
    void readsAnErrorWhateverTheStatusAndKeepsNothingElseOfIt(int status) {
        portal.answers(status, "{\"error\": \"HASH_ERROR\", \"error_description\": \"HASH 3f9c is wrong\"}");

        assertThat(call()).isEqualTo(new Reply.Failure("HASH_ERROR"));
        assertThat(meters.get("portalbots.portal.calls")
                        .tag("error", "HASH_ERROR")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUERY_LIMIT_EXCEEDED", "OPERATION_TIME_LIMIT", "PORTAL_DELETED", "INTERNAL_SERVER_ERROR"})
    void takesLaterForSilence(String error) {
        portal.answers(400, "{\"error\": \"" + error + "\"}");

        assertThatThrownBy(this::call)
                .isInstanceOf(PortalUnavailableException.class)
                .hasMessageContaining(error);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | text/html        | <html>maintenance</html>
            200 | application/json | []
            200 | application/json | ''
            502 | text/html        | <html>bad gateway</html>
            503 | application/json | {}
            500 | application/json | {"error": "ERROR_CORE"}
            503 | application/json | {"error": "WRONG_REQUEST"}
            302 | application/json | {"result": 1}
            """)
    void takesForSilenceWhatIsNoAnswerOfAMethod(int status, String type, String body) {
        portal.answers(status, type, body, 0);

        assertThatThrownBy(this::call).isInstanceOf(PortalUnavailableException.class);
    }

    @Test
    void takesAClosedPortForSilence() {
        portal.close();

        assertThatThrownBy(this::call).isInstanceOf(PortalUnavailableException.class);
    }

    private Reply call() {
        return rest.call(portal.uri("/rest/"), Secret.of("t0ken"), "m", new JsonObject().put("A", 1));
    }
}
