package io.portalbots.platform;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.portalbots.bench.Obedience;
import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.Dispatch;
import io.portalbots.chat.EventLog;
import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.Keys;
import io.portalbots.store.MeasuredTenants;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Claim;
import io.portalbots.tenant.Installations;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.web.Accept;
import io.portalbots.web.ConnectionMetrics;
import io.portalbots.web.HttpInward;
import io.portalbots.web.Intake;
import io.portalbots.web.Presence;
import io.portalbots.web.PublicDoor;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The platform's way from the socket to the acknowledgement, and not further, as a process for benchmarks. Arguments: {@code
 * accept}, which keeps nothing, or {@code durable}; a folder; URL, user and password of a database; how many tenants.
 */
public final class MeasuredIngest {

    private final Vertx vertx;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicInteger port = new AtomicInteger();

    private MeasuredIngest() {
        vertx = Vertx.builder()
                .with(new VertxOptions().setPreferNativeTransport(true).setMetricsOptions(Platform.metrics()))
                .withMetrics(new MicrometerMetricsFactory(meters))
                .build();
    }

    public static void main(String[] arguments) throws Exception {
        Obedience.orDie();
        var folder = Files.createDirectories(Path.of(arguments[1]));
        Keys.make(folder.resolve("keys.json"));
        var keys = Keys.read(folder.resolve("keys.json"));
        var address = new DatabaseAddress(arguments[2], arguments[3], Secret.of(arguments[4]));
        var measured = new MeasuredIngest();
        var stores = Stores.open(measured.vertx, address, keys, folder, 1L << 30, measured.meters, Wrapping.NONE);
        MeasuredTenants.install(stores.pool(), keys, Integer.parseInt(arguments[5]));
        measured.listen(stores, arguments[0].equals("durable") ? stores.events() : nowhere());
        Obedience.until(new JsonObject().put("port", measured.port.get()), command -> new JsonObject());
        System.exit(0);
    }

    private static EventLog nowhere() {
        return (event, claimed, handling) -> CompletableFuture.completedFuture(null);
    }

    private void listen(Stores stores, EventLog log) {
        var none = new Dispatch(new Dispatch.Limits(0, 0, 0, 0), Runnable::run, event -> {}, () -> {});
        var metrics = new ChatMetrics(meters);
        var intake = new Intake(stores.tenants(), log, none, new Unwanted(), metrics);
        var accept = new Accept(stores.recognition(), intake, stores.spooledEvents(), Runnable::run, metrics);
        var application = new Application("bench", "local.bench", Secret.of("s"), Application.Kind.LOCAL, Set.of());
        var door = new PublicDoor(
                Map.of("bench", application), accept, new Presence(), Router.router(vertx), Runnable::run);
        var connections = HttpInward.connections(new ConnectionMetrics(meters, "port"));
        HttpInward.watch(vertx, connections);
        vertx.deployVerticle(
                        () -> new IngestVerticle("127.0.0.1", -1, door, connections, port::set),
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .await();
    }

    /** Every portal is installed. */
    private static final class Unwanted implements Installations {

        @Override
        public void announce(Claim claim, String source) {
            throw new IllegalStateException(claim + " is not wanted");
        }

        @Override
        public Outcome install(Claim claim, String source) {
            throw new IllegalStateException(claim + " is not wanted");
        }

        @Override
        public boolean uninstall(Tenant tenant, boolean clean) {
            throw new IllegalStateException(tenant.id() + " is to stay");
        }
    }
}
