package io.portalbots.dist;

import static io.portalbots.dist.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.dist.SharedDev.Dev;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators see, and what strangers who send events do not. */
@ExtendWith(SharedDev.class)
class OperationsTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String REJECTED = "portalbots_events_total{event=\"ONIMBOTMESSAGEADD\",outcome=\"rejected\"}";

    private final Server server;
    private final Portal acme;
    private final User bob;
    private final String echo;

    OperationsTest(Dev dev) {
        this.server = dev.server();
        this.acme = dev.acme();
        this.bob = acme.user("Bob");
        this.echo = acme.dialogWith("Echo");
    }

    @Test
    void tellsPrometheusWhatItDoes() throws Exception {
        MainJobTest.greeting(bob, echo);

        eventually(() -> assertThat(families())
                .contains(
                        "portalbots_reconcile_passes_total",
                        "portalbots_reconcile_steps_total",
                        "portalbots_tenants",
                        "portalbots_tenants_due",
                        "portalbots_plugins",
                        "portalbots_events_total",
                        "portalbots_plugin_calls_seconds_count",
                        "portalbots_portal_calls_seconds_count",
                        "portalbots_token_refreshes_total",
                        "jvm_memory_used_bytes",
                        "process_cpu_usage",
                        "process_files_open_files"));
        eventually(() -> assertThat(server.tenants("active")).isEqualTo(1));
        eventually(() -> assertThat(server.metric("portalbots_tenants_due")).isZero());
    }

    @Test
    void namesNoTenantInAnyLabel() {
        var member = acme.described().getString("memberId");

        assertThat(server.metrics().keySet()).noneMatch(series -> series.contains(member) || series.contains("acme"));
    }

    @Test
    void isHealthy() {
        var health = Http.object(Http.get(server.ready("health")));

        assertThat(health.getString("status")).isEqualTo("ok");
        assertThat(health.getString("database")).isEqualTo("ok");
    }

    @Test
    void answersStrangersAsItAnswersPortalsButDoesNothing() throws Exception {
        MainJobTest.greeting(bob, echo);
        var seen = bob.sees(echo).size();
        var rejected = server.metric(REJECTED);

        var unknownPortal = send("dev", FORM, message("0123456789abcdef0123456789abcdef", "anything"));
        var wrongToken = send("dev", FORM, message(acme.described().getString("memberId"), "anything"));

        assertThat(Stream.of(unknownPortal, wrongToken)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        });
        assertThat(server.metric(REJECTED)).isEqualTo(rejected + 2);
        assertThat(server.log()).contains("unknown portal or wrong application_token");
        assertThat(bob.sees(echo)).hasSize(seen).doesNotContain("from a stranger");
    }

    @Test
    void saysWhatIsWrongWithWhatIsNoEvent() {
        var noForm = send("dev", "application/json", "{\"event\":\"ONIMBOTMESSAGEADD\"}");
        var noApplication = send("nobody", FORM, "event=ONIMBOTMESSAGEADD");

        assertThat(noForm.statusCode()).isEqualTo(415);
        assertThat(noForm.body()).contains("NOT_A_FORM", "application/json");
        assertThat(noApplication.statusCode()).isEqualTo(404);
        assertThat(noApplication.body()).contains("NO_APPLICATION", "nobody");
    }

    private HttpResponse<String> send(String application, String type, String body) {
        return Http.post(server.ready("platform") + "/bitrix24/" + application + "/event", type, body);
    }

    private String message(String member, String token) {
        return "event=ONIMBOTMESSAGEADD&data[BOT][" + echo + "][BOT_ID]=" + echo
                + "&data[PARAMS][MESSAGE_ID]=1&data[PARAMS][MESSAGE]=from+a+stranger&data[PARAMS][DIALOG_ID]="
                + bob.id()
                + "&data[PARAMS][CHAT_TYPE]=P&data[USER][ID]=" + bob.id()
                + "&auth[member_id]=" + member + "&auth[application_token]=" + token;
    }

    private Stream<String> families() {
        return server.metrics().keySet().stream()
                .map(series -> series.replaceAll("\\{.*", ""))
                .distinct();
    }
}
