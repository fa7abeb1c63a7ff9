package io.portalbots.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.store.Keys;
import io.portalbots.store.PgAudit;
import io.portalbots.store.PgChainStore;
import io.portalbots.store.PgExchanges;
import io.portalbots.store.PgReconcileQueue;
import io.portalbots.store.PgRegistrationStore;
import io.portalbots.store.PgSettingStore;
import io.portalbots.store.PgTenantStore;
import io.portalbots.store.TestDatabase;
import io.portalbots.store.TestTenants;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Exchange;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees of tenants and does to them, with real stores. */
class TenantRoutesTest {

    private static final String ACME = "5f0e1d2c3b4a59687786a5b4c3d2e1f0";
    private static final String BETA = "5f0e1d2c3b4a59687786a5b4c3d2e1f1";

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = TestDatabase.pool(vertx);
    private final Keys keys = TestDatabase.keys();
    private final List<TenantId> changed = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Tenant acme = installed(ACME);
    private final Tenant beta = installed(BETA);
    private int port;

    private record Reply(int status, JsonObject body) {}

    /** The routes over the stores of {@code pool}. */
    static TenantRoutes routes(Pool pool, Keys keys, List<TenantId> changed) {
        var audit = new PgAudit(pool);
        var exchanges = new PgExchanges(pool, 100, dropped -> {});
        var chains = new PgChainStore(pool, keys, "test", audit);
        var application = new Application("app", "client", Secret.of("s"), Application.Kind.LOCAL, Set.of());
        var view = new TenantView(
                Map.of("app", application),
                () -> TestPlugins.set(TestPlugins.plugin("call", new CallPlugin())),
                chains,
                new PgRegistrationStore(pool),
                new PgReconcileQueue(pool, "test"),
                new PgSettingStore(pool, keys, audit),
                audit,
                exchanges,
                Clock.systemUTC());
        return new TenantRoutes(new PgTenantStore(pool, keys, audit), view, exchanges, audit, changed::add);
    }

    private Tenant installed(String member) {
        return new TestTenants(pool, keys).install(new TenantId("app", member), "one", Duration.ofHours(1), 7, true);
    }

    @BeforeEach
    void serve() {
        var router = ManagementRoutes.router(
                vertx,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                JsonObject::new,
                Secret.of("s3cr3t"),
                routes(pool, keys, changed).routes());
        port = Served.on(vertx, router);
    }

    @AfterEach
    void stop() {
        client.close();
        pool.close().await();
        vertx.close().await();
    }

    @Test
    void listsTenantsInPages() throws IOException, InterruptedException {
        var first = get("?limit=1").body();
        var second = get("?limit=1&after=" + first.getString("next")).body();
        var third = get("?limit=1&after=" + second.getString("next")).body();

        assertThat(ids(first)).containsExactly(acme.id().toString());
        assertThat(ids(second)).containsExactly(beta.id().toString());
        assertThat(ids(third)).isEmpty();
        assertThat(third.getString("next")).isEmpty();
        assertThat(ids(get("?state=active").body())).hasSize(2);
        assertThat(ids(get("?state=removed").body())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "x", "99999"})
    void refusesALimitThatIsNone(String limit) throws IOException, InterruptedException {
        var reply = get("?limit=" + limit);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().getString("message")).contains("'" + limit + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "app.5f0e1d2c3b4a59687786a5b4c3d2e1f0,200,''",
        "5f0e1d2c3b4a59687786a5b4c3d2e1f1,200,''",
        "5f0e,409,SEVERAL_TENANTS",
        "acme.bitrix24.test,409,SEVERAL_TENANTS",
        "gamma,404,NO_TENANT",
        "%25,404,NO_TENANT",
    })
    void findsATenantByAnythingThatNamesItAlone(String selector, int status, String error)
            throws IOException, InterruptedException {
        var reply = get("/" + selector);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body().getString("error", "")).isEqualTo(error);
        if (status == 409) {
            assertThat(reply.body().getString("message")).contains(ACME).contains(BETA);
        }
    }

    @Test
    void showsWhatATenantHasAndWhatHappenedToIt() throws IOException, InterruptedException {
        var exchanges = new PgExchanges(pool, 10, dropped -> {});
        var parameters = Exchange.redacted(Map.of("CODE", "echo", "HASH", "s3cret"));
        exchanges.happened(new Exchange(
                acme.id(), Instant.now(), "imbot.register", "reconcile", parameters, "ok", Duration.ofMillis(7)));
        exchanges.flush();

        var shown = get("/" + ACME).body();

        assertThat(shown.getString("state")).isEqualTo("active");
        assertThat(shown.getJsonArray("chains").getJsonObject(0).getInteger("holder"))
                .isEqualTo(7);
        assertThat(shown.getJsonArray("chains").getJsonObject(0).getString("role"))
                .isEqualTo("installer");
        assertThat(shown.getJsonArray("missing").getJsonObject(0).encode())
                .isEqualTo("{\"plugin\":\"call\",\"key\":\"phone\"}");
        assertThat(shown.getJsonArray("securityLog").getJsonObject(0).getString("what"))
                .isEqualTo("installed");
        assertThat(shown.getJsonArray("exchanges")
                        .getJsonObject(0)
                        .getJsonObject("parameters")
                        .getMap())
                .isEqualTo(Map.of("CODE", "echo", "HASH", "(6 characters)"));
        assertThat(shown.encode())
                .doesNotContain("s3cret")
                .doesNotContain("a-one")
                .doesNotContain("r-one");
    }

    @Test
    void suspendsAndResumes() throws IOException, InterruptedException {
        var suspended = post(ACME + "/suspend", "{\"reason\": \"abuse\"}");

        assertThat(suspended.body().getString("state")).isEqualTo("suspended");
        assertThat(suspended.body().getString("cause")).isEqualTo("operator");
        assertThat(suspended.body().getString("reason")).isEqualTo("by the operator: abuse");
        assertThat(post(ACME + "/resume", "{}").body().getString("state")).isEqualTo("active");
        assertThat(changed).containsExactly(acme.id(), acme.id());
        assertThat(what()).startsWith("resumed", "state moved", "suspended", "state moved");
    }

    @Test
    void purgesWhatIsNotActive() throws IOException, InterruptedException {
        var settings = new PgSettingStore(pool, keys, new PgAudit(pool));
        settings.set(acme.id(), "call", new CallPlugin().settings().get(0), "112", "test");
        assertThat(post(ACME + "/purge", "{}").status()).isEqualTo(409);
        assertThat(post(ACME + "/purge", "{}").body().getString("message")).contains("is active and cannot be purged");
        post(ACME + "/suspend", "{}");

        var purged = post(ACME + "/purge", "{\"reason\": \"asked to\"}");

        assertThat(purged.body().getString("state")).isEqualTo("removed");
        assertThat(settings.settings(acme.id(), "call")).isEmpty();
        assertThat(get("/" + ACME).body().getJsonArray("chains")).isEmpty();
        assertThat(get("/" + ACME).body().getJsonArray("exchanges")).isEmpty();
        assertThat(what()).startsWith("purged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume", "purge"})
    void saysWhatATenantIsThatSomethingCannotBeDoneWith(String deed) throws IOException, InterruptedException {
        var reply = post(ACME + "/" + deed, "{}");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.body().getString("error")).isEqualTo("WRONG_STATE");
        assertThat(reply.body().getString("message")).contains("(acme.bitrix24.test) is active");
        assertThat(changed).isEmpty();
    }

    private List<String> what() throws IOException, InterruptedException {
        return objects(get("/" + ACME).body().getJsonArray("securityLog"))
                .map(line -> line.getString("what"))
                .toList();
    }

    private static List<String> ids(JsonObject page) {
        return objects(page.getJsonArray("tenants"))
                .map(one -> one.getString("id"))
                .toList();
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private Reply post(String path, String body) throws IOException, InterruptedException {
        return send(request("/" + path).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/admin/tenants" + path))
                .header("Authorization", "Bearer s3cr3t");
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = client.send(request.build(), BodyHandlers.ofString());
        return new Reply(response.statusCode(), new JsonObject(response.body()));
    }
}
