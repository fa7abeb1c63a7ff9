package io.portalbots.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.registry.brakes.BrakeMetrics;
import io.portalbots.registry.brakes.HoldBoard;
import io.portalbots.registry.brakes.Marker;
import io.portalbots.registry.doctor.Diagnosis;
import io.portalbots.store.PgEventDesk;
import io.portalbots.store.PgHoldStore;
import io.portalbots.store.TestDatabase;
import io.portalbots.tenant.KeyRotation;
import io.portalbots.tenant.MemorySettings;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route of the management port, with and without the token. */
class AdminDoorTest {

    private static final List<String> OPEN = List.of("/metrics", "/health");

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = TestDatabase.pool(vertx);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Router router = ManagementRoutes.router(
            vertx,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            () -> new JsonObject().put("status", "ok"),
            Secret.of("s3cr3t"),
            routes());
    private final int port = Served.on(vertx, router);

    private List<AdminRoute> routes() {
        var settings = new SettingRoute(
                new MemoryTenants().with(MemoryTenants.acme(1)),
                () -> TestPlugins.set(TestPlugins.plugin("call", new CallPlugin())),
                new MemorySettings(),
                tenant -> {});
        var tenants = TenantRoutesTest.routes(pool, TestDatabase.keys(), new ArrayList<>());
        return Stream.of(
                        settings.routes(),
                        tenants.routes(),
                        new DiagnosisRoute(new MemoryTenants(), (tenant, complaint) -> new Diagnosis(List.of()))
                                .routes(),
                        new KeyRotationRoute(new StillRotation()).routes(),
                        holds().routes(),
                        new EventDeskRoutes(new PgEventDesk(pool), new MemoryTenants(), line -> {}).routes(),
                        new Presence().routes())
                .flatMap(List::stream)
                .toList();
    }

    private HoldRoutes holds() {
        var metrics = new BrakeMetrics(new SimpleMeterRegistry());
        return new HoldRoutes(new HoldBoard(new PgHoldStore(pool), new NoMarker(), line -> {}, metrics, () -> {}));
    }

    private record NoMarker() implements Marker {
        @Override
        public Optional<Mark> read() {
            return Optional.empty();
        }

        @Override
        public void write(Mark mark) {}
    }

    private record StillRotation() implements KeyRotation {
        @Override
        public Progress begin(boolean keepOld) {
            throw new NotNowException("keepOld is " + keepOld);
        }

        @Override
        public Progress progress() {
            return new Progress(Phase.NONE, 0, 0, "");
        }
    }

    @AfterEach
    void stop() {
        client.close();
        pool.close().await();
        vertx.close().await();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer wrong", "Bearer ", "s3cr3t", "Basic s3cr3t", "bearer s3cr3t ", "Bearer s3cr3t1"})
    void isClosedOnEveryRouteWithoutTheToken(String authorization) throws IOException, InterruptedException {
        for (var route : closed()) {
            for (var method : methods(route)) {
                assertThat(status(method, path(route), authorization))
                        .as(method + " " + route.getPath())
                        .isEqualTo(401);
            }
        }
        assertThat(status("GET", "/admin/no/such/route", authorization)).isEqualTo(401);
    }

    @Test
    void isOpenOnEveryRouteWithTheToken() throws IOException, InterruptedException {
        for (var route : closed()) {
            for (var method : methods(route)) {
                assertThat(status(method, path(route), "Bearer s3cr3t"))
                        .as(method + " " + route.getPath())
                        .isIn(200, 400, 404, 409);
            }
        }
    }

    @Test
    void hasNothingElseOpenThanMetricsAndHealth() {
        assertThat(router.getRoutes())
                .extracting(Route::getPath)
                .filteredOn(path -> path != null && !path.startsWith("/admin/"))
                .containsExactlyElementsOf(OPEN);
    }

    private List<Route> closed() {
        return router.getRoutes().stream()
                .filter(route -> route.getPath() != null && !OPEN.contains(route.getPath()))
                .filter(route -> route.methods() != null)
                .toList();
    }

    private static List<String> methods(Route route) {
        return route.methods().stream().map(Object::toString).toList();
    }

    private static String path(Route route) {
        return route.getPath().replaceAll(":[a-z]+", "acme");
    }

    private int status(String method, String path, String authorization) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString("{}"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }
}
