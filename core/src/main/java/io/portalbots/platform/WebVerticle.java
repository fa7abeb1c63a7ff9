package io.portalbots.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.portalbots.chat.Inbox;
import io.portalbots.web.ConnectionMetrics;
import io.portalbots.web.HttpInward;
import io.portalbots.web.Intake;
import io.portalbots.web.PublicDoor;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Serves the two ports, and takes up events that were kept but not handled. The public one has event loops of its own; what
 * may wait runs here, on virtual threads.
 */
final class WebVerticle extends VerticleBase implements Executor {

    private static final int ANY_PORT = -1; // a free one, the same for all that share it; with 0 each got its own
    private static final long RECOVER_MILLIS = 1000;
    private static final long PATIENCE_MILLIS = 4000;
    private static final long LOOK_MILLIS = 50;
    private static final long PURGE_MILLIS = 3_600_000;

    private final Config config;
    private final MeterRegistry meters;
    private final Function<Executor, PublicDoor> door;
    private final Router managementRoutes;
    private final Intake intake;
    private final Inbox inbox;
    private final List<HttpServer> servers = new ArrayList<>();
    private volatile int port;
    private volatile int managementPort;

    WebVerticle(
            Config config,
            MeterRegistry meters,
            Function<Executor, PublicDoor> door,
            Router managementRoutes,
            Intake intake,
            Inbox inbox) {
        this.config = config;
        this.meters = meters;
        this.door = door;
        this.managementRoutes = managementRoutes;
        this.intake = intake;
        this.inbox = inbox;
    }

    @Override
    public Future<?> start() {
        ingest();
        managementPort = listen("management-port", config.managementHost(), config.managementPort(), managementRoutes)
                .actualPort();
        vertx.setPeriodic(RECOVER_MILLIS, timer -> intake.recover());
        vertx.setPeriodic(PURGE_MILLIS, timer -> inbox.purge(Duration.ofDays(7)));
        return Future.succeededFuture();
    }

    @Override
    public void execute(Runnable task) {
        context.runOnContext(any -> task.run());
    }

    private void ingest() {
        var connections = HttpInward.connections(new ConnectionMetrics(meters, "port"));
        HttpInward.watch(vertx, connections);
        var events = door.apply(this);
        var wanted = config.port() == 0 ? ANY_PORT : config.port();
        var options = new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        try {
            vertx.deployVerticle(
                            () -> new IngestVerticle(config.host(), wanted, events, connections, one -> port = one),
                            options)
                    .await();
        } catch (Exception e) { // await() throws what listening failed with, checked or not
            throw Ports.refusal("port", config.host(), config.port(), e);
        }
    }

    private HttpServer listen(String key, String host, int wanted, Router router) {
        try {
            var server = HttpInward.server(vertx, router, new ConnectionMetrics(meters, key))
                    .listen(wanted, host)
                    .await();
            servers.add(server);
            return server;
        } catch (Exception e) { // await() throws what listening failed with, checked or not
            throw Ports.refusal(key, host, wanted, e);
        }
    }

    /** Stops listening, as the event loops did before, and lets events that were acknowledged be handled; what is not is taken up after the next start. */
    @Override
    public Future<?> stop() {
        servers.forEach(server -> server.shutdown(1, TimeUnit.SECONDS).await());
        for (var waited = 0L; waited < PATIENCE_MILLIS && !intake.idle(); waited += LOOK_MILLIS) {
            vertx.timer(LOOK_MILLIS).await();
        }
        return Future.succeededFuture();
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }
}
