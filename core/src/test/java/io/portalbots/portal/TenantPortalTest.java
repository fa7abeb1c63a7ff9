package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.registry.Call;
import io.portalbots.registry.Outcome;
import io.portalbots.tenant.Exchange;
import io.portalbots.tenant.Exchanges;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantUnavailableException;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To the letter of what is sent, against prepared answers. */
class TenantPortalTest {

    private static final Call BOT =
            new Call("imbot.register", "CODE=echo", Map.of("CODE", "echo", "EVENT_HANDLER", "x"));
    private static final Call APP =
            new Call("imbot.app.register", "BOT_ID=" + Call.resultOf(0) + "&CODE=help", Map.of("CODE", "help"));
    private static final Call GONE = new Call("imbot.app.unregister", "APP_ID=9", Map.of("APP_ID", "9"));

    private final Vertx vertx = Vertx.vertx();
    private final Recorder server = new Recorder(vertx);
    private final GivenTokens tokens = new GivenTokens();
    private final Tenant acme = TenantRestTest.acme(server);
    private final MemoryTenants tenants = new MemoryTenants().with(acme);
    private final Kept kept = new Kept(new CopyOnWriteArrayList<>());
    private final TenantPortal portal = portal();

    /** A log in memory. */
    private record Kept(List<Exchange> exchanges) implements Exchanges {

        @Override
        public void happened(Exchange exchange) {
            exchanges.add(exchange);
        }

        @Override
        public List<Exchange> last(TenantId tenant, int most) {
            return exchanges;
        }

        @Override
        public void forget(TenantId tenant) {}
    }

    private TenantPortal portal() {
        var metrics = new PortalMetrics(new SimpleMeterRegistry());
        var rest = new Rest(ThisMachine.http(vertx), new Budget(vertx, metrics), metrics);
        var log = new ExchangeLog(kept, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        return new TenantPortal(new TenantRest(rest, tokens, tenants, log, "reconcile"));
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void sendsSeveralCallsAsOneBatch() {
        batch("{'c0': 62, 'c1': '13', 'c2': true}", "[]");

        assertThat(portal.call(acme, List.of(BOT, APP, GONE)))
                .containsExactly(new Outcome.Result(62), new Outcome.Result("13"), new Outcome.Result(true));

        assertThat(server.calls()).containsExactly(new Recorder.Call("/rest/batch.json", """
                {"auth":"t1","halt":0,"cmd":{"c0":"imbot.register?CODE=echo",\
                "c1":"imbot.app.register?BOT_ID=%24result%5Bc0%5D&CODE=help","c2":"imbot.app.unregister?APP_ID=9"}}"""));
    }

    @Test
    void sendsOneCallAloneAsAForm() {
        server.answers(200, "{\"result\": {\"a\": [1]}}");

        assertThat(portal.call(acme, List.of(GONE))).containsExactly(new Outcome.Result(Map.of("a", List.of(1))));
        assertThat(portal.call(acme, List.of(new Call("profile", "", Map.of()))))
                .hasSize(1);

        assertThat(server.calls())
                .containsExactly(
                        new Recorder.Call("/rest/imbot.app.unregister.json", "APP_ID=9&auth=t1"),
                        new Recorder.Call("/rest/profile.json", "auth=t1"));
    }

    @Test
    void hasAnOutcomeForEachCallOfABatchThatPartlyFails() {
        batch("{'c0': 62}", "{'c1': {'error': 'LANG_ERROR', 'error_description': 'x'}}");

        assertThat(portal.call(acme, List.of(BOT, APP, GONE)))
                .containsExactly(
                        new Outcome.Result(62),
                        new Outcome.Failure("LANG_ERROR"),
                        new Outcome.Silence("the portal says nothing of it"));
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void repeatsOnlyWhatATokenThatExpiredOnTheWayKeptFromBeingMade() {
        batch("{'c0': 62, 'c2': true}", "{'c1': {'error': 'expired_token'}, 'c3': {'error': 'expired_token'}}");
        batch("{'c1': 13, 'c3': 14}", "[]");

        assertThat(portal.call(acme, List.of(BOT, APP, GONE, APP)))
                .containsExactly(
                        new Outcome.Result(62),
                        new Outcome.Result(13),
                        new Outcome.Result(true),
                        new Outcome.Result(14));

        assertThat(server.calls()).hasSize(2);
        assertThat(server.calls().getLast().json())
                .isEqualTo(new JsonObject()
                        .put("auth", "t2")
                        .put("halt", 0)
                        .put(
                                "cmd",
                                new JsonObject()
                                        .put("c1", "imbot.app.register?BOT_ID=62&CODE=help")
                                        .put("c3", "imbot.app.register?BOT_ID=62&CODE=help")));
        assertThat(tokens.renewals()).isEqualTo(1);
    }

    @Test
    void repeatsWhatReferredToACallThatIsRepeated() {
        batch("[]", "{'c0': {'error': 'expired_token'}, 'c1': {'error': 'BOT_ID_ERROR'}}");
        batch("{'c0': 62, 'c1': 13}", "[]");

        assertThat(portal.call(acme, List.of(BOT, APP)))
                .containsExactly(new Outcome.Result(62), new Outcome.Result(13));
    }

    @Test
    void sendsTheOnlyCallThatIsRepeatedAlone() {
        batch("{'c0': 62}", "{'c1': {'error': 'expired_token'}}");
        server.answers(200, "{\"result\": 13}");

        assertThat(portal.call(acme, List.of(BOT, APP)))
                .containsExactly(new Outcome.Result(62), new Outcome.Result(13));

        assertThat(server.calls().getLast())
                .isEqualTo(new Recorder.Call("/rest/imbot.app.register.json", "BOT_ID=62&CODE=help&auth=t2"));
    }

    @Test
    void doesNotRepeatForever() {
        batch("{'c0': 62}", "{'c1': {'error': 'NO_AUTH_FOUND'}, 'c2': {'error': 'NO_AUTH_FOUND'}}");

        assertThat(portal.call(acme, List.of(BOT, APP, GONE)).subList(1, 3))
                .hasOnlyElementsOfType(Outcome.Silence.class);

        assertThat(server.calls()).hasSize(2);
        assertThat(tokens.renewals()).isEqualTo(1);
    }

    @Test
    void renewsAndRepeatsOnceWhenTheTokenOfAllIsRefused() {
        server.answers(401, "{\"error\": \"expired_token\"}");
        batch("{'c0': 62, 'c1': 13}", "[]");

        assertThat(portal.call(acme, List.of(BOT, APP)))
                .containsExactly(new Outcome.Result(62), new Outcome.Result(13));

        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void keepsWhatIsKnownWhenTheRepetitionStaysSilent() {
        batch("{'c0': 62}", "{'c1': {'error': 'expired_token'}}");
        server.answers(502, "text/html", "<html>bad gateway</html>", 0);

        var outcomes = portal.call(acme, List.of(BOT, APP));

        assertThat(outcomes.getFirst()).isEqualTo(new Outcome.Result(62));
        assertThat(outcomes.getLast()).isInstanceOf(Outcome.Silence.class);
    }

    @Test
    void goesOnWithAnotherPersonsTokens() {
        tokens.hasOthers(1);
        batch("{'c0': 62}", "{'c1': {'error': 'user_access_error'}}");
        server.answers(200, "{\"result\": 13}");

        assertThat(portal.call(acme, List.of(BOT, APP)))
                .containsExactly(new Outcome.Result(62), new Outcome.Result(13));
        assertThat(tokens.lost()).isEqualTo("the portal answers user_access_error");
    }

    @Test
    void suspendsATenantWhosePortalBarsUsAndKeepsWhatIsKnown() {
        batch("{'c0': 62}", "{'c1': {'error': 'PAYMENT_REQUIRED'}}");

        var outcomes = portal.call(acme, List.of(BOT, APP));

        assertThat(outcomes.getFirst()).isEqualTo(new Outcome.Result(62));
        assertThat(outcomes.getLast()).isInstanceOf(Outcome.Silence.class);
        assertThat(state()).isInstanceOf(TenantState.Suspended.class);
    }

    @Test
    void saysSoWhenThePortalBarsUsAltogether() {
        batch("[]", "{'c0': {'error': 'OVERLOAD_LIMIT'}, 'c1': {'error': 'OVERLOAD_LIMIT'}}");

        assertThatThrownBy(() -> portal.call(acme, List.of(BOT, APP))).isInstanceOf(TenantUnavailableException.class);
        assertThat(state()).isInstanceOf(TenantState.Suspended.class);
    }

    @Test
    void asksProfileWhetherAccessIsDeniedToAll() {
        batch("{'c0': 62}", "{'c1': {'error': 'ACCESS_DENIED'}, 'c2': {'error': 'ACCESS_DENIED'}}");
        server.answers(200, "{\"result\": {\"ID\": \"1\"}}");

        assertThat(portal.call(acme, List.of(BOT, APP, GONE)).subList(1, 3))
                .containsOnly(new Outcome.Failure("ACCESS_DENIED"));
        assertThat(server.calls())
                .extracting(Recorder.Call::path)
                .containsExactly("/rest/batch.json", "/rest/profile.json");
        assertThat(state()).isInstanceOf(TenantState.Active.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUERY_LIMIT_EXCEEDED", "INTERNAL_SERVER_ERROR", "OPERATION_TIME_LIMIT"})
    void takesLaterForTheSilenceOfOneCall(String error) {
        batch("{'c1': true}", "{'c0': {'error': '" + error + "'}}");

        assertThat(portal.call(acme, List.of(BOT, GONE)))
                .containsExactly(new Outcome.Silence("the portal answers " + error), new Outcome.Result(true));
    }

    @Test
    void doesNotSendWhatHasNoRunningTimeLeftNorWhatNeedsItsResult() {
        batch("{'c1': true}", "{'c0': {'error': 'OPERATION_TIME_LIMIT'}}");
        server.answers(200, "{\"result\": true}");
        portal.call(acme, List.of(BOT, GONE));

        var outcomes = portal.call(acme, List.of(BOT, APP, GONE));

        assertThat(outcomes.get(0)).asString().contains("no running time left for imbot.register");
        assertThat(outcomes.get(1)).asString().contains("needs what imbot.register did not give");
        assertThat(outcomes.get(2)).isEqualTo(new Outcome.Result(true));
        assertThat(portal.call(acme, List.of(BOT))).hasOnlyElementsOfType(Outcome.Silence.class);
        assertThat(server.calls()).hasSize(2);
        assertThat(server.calls().getLast().path()).isEqualTo("/rest/imbot.app.unregister.json");
    }

    @Test
    void isSilentOfAllWhenThereIsNoAnswer() {
        server.answers(503, "{\"error\": \"QUERY_LIMIT_EXCEEDED\"}");

        assertThatThrownBy(() -> portal.call(acme, List.of(BOT, APP))).isInstanceOf(PortalUnavailableException.class);
    }

    @Test
    void writesOneLineOfWhatMayBeSeenForEachRequest() {
        batch("{'c0': 62}", "{'c1': {'error': 'LANG_ERROR'}}");

        portal.call(acme, List.of(BOT, APP));

        assertThat(kept.exchanges()).hasSize(1);
        var line = kept.exchanges().getFirst();
        assertThat(line.method()).isEqualTo("batch");
        assertThat(line.parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "c0", "imbot.register CODE=echo EVENT_HANDLER=(1 characters)",
                        "c1", "imbot.app.register CODE=help"));
        assertThat(line.answer()).isEqualTo("1 ok, c1 LANG_ERROR");
    }

    private void batch(String results, String errors) {
        server.answers(
                200,
                "{'result': {'result': %s, 'result_error': %s, 'result_total': [], 'result_time': []}, 'time': {}}"
                        .formatted(results, errors)
                        .replace('\'', '"'));
    }

    private TenantState state() {
        return tenants.find(acme.id()).orElseThrow().state();
    }
}
