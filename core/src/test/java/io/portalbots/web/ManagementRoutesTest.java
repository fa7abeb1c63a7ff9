package io.portalbots.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.tenant.MemorySettings;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementRoutesTest {

    private static final Tenant ACME = MemoryTenants.acme(1);
    private static final Tenant BETA = new Tenant(
            new TenantId("app", "0".repeat(32)), 1, ACME.state(), URI.create("https://beta.bitrix24.test/rest/"), "en");
    private static final String PHONE = "/admin/tenants/acme/plugins/call/settings/phone";
    private static final String GOOD = "{\"value\": \"+1 555 0100\"}";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final MemorySettings settings = new MemorySettings();
    private final List<TenantId> changed = new ArrayList<>();
    private volatile String status = "ok";
    private int port;

    private record Reply(int status, String body) {

        String error() {
            return new JsonObject(body).getString("error");
        }

        String message() {
            return new JsonObject(body).getString("message");
        }
    }

    @BeforeEach
    void serve() {
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.counter("portalbots.test").increment();
        PluginSet plugins = TestPlugins.set(TestPlugins.plugin("call", new CallPlugin()));
        var route = new SettingRoute(new MemoryTenants().with(ACME).with(BETA), () -> plugins, settings, changed::add);
        port = Served.on(
                vertx,
                ManagementRoutes.router(
                        vertx,
                        meters,
                        () -> new JsonObject().put("status", status),
                        Secret.of("s3cr3t"),
                        route.routes()));
    }

    @AfterEach
    void stop() {
        client.close();
        vertx.close().await();
    }

    @Test
    void setsWhatAPluginDeclaresAndSaysWhoChanged() throws IOException, InterruptedException {
        var reply = put(PHONE, "Bearer s3cr3t", GOOD);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(new JsonObject(reply.body()).getString("domain")).isEqualTo("acme.bitrix24.test");
        assertThat(settings.settings(ACME.id(), "call")).isEqualTo(Map.of("phone", "+1 555 0100"));
        assertThat(changed).containsExactly(ACME.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong", "Bearer ", "s3cr3t", "Basic s3cr3t"})
    void isClosedWithoutTheToken(String authorization) throws IOException, InterruptedException {
        var reply = put(PHONE, authorization, GOOD);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.error()).isEqualTo("UNAUTHORIZED");
        assertThat(settings.settings(ACME.id(), "call")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gamma | call | phone | 404 | NO_TENANT       | no tenant matches 'gamma'
            app   | call | phone | 409 | SEVERAL_TENANTS | acme.bitrix24.test
            acme  | echo | phone | 404 | NO_PLUGIN       | no plugin 'echo'; there are: call
            acme  | call | fax   | 404 | NO_SETTING      | plugin call has no setting 'fax'; it has: phone
            """)
    void namesWhatIsNotThere(String tenant, String plugin, String key, int status, String error, String message)
            throws IOException, InterruptedException {
        var path = "/admin/tenants/" + tenant + "/plugins/" + plugin + "/settings/" + key;

        var reply = put(path, "Bearer s3cr3t", GOOD);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.error()).isEqualTo(error);
        assertThat(reply.message()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"value\": \"no phone\"}", "{}", "{\"value\": null}", "", "garbage", "[]", "7"})
    void refusesAValueThePluginDoesNotWant(String body) throws IOException, InterruptedException {
        var reply = put(PHONE, "Bearer s3cr3t", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo("WRONG_VALUE");
        assertThat(changed).isEmpty();
    }

    @Test
    void servesMetricsAndHealth() throws IOException, InterruptedException {
        assertThat(get("/metrics").body()).contains("portalbots_test_total 1.0");
        assertThat(get("/health").status()).isEqualTo(200);
        status = "degraded";
        assertThat(get("/health").status()).isEqualTo(503);
    }

    private Reply put(String path, String authorization, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return send(request.build());
    }

    private Reply get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build());
    }

    private Reply send(HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body());
    }
}
