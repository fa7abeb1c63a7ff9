package io.portalbots.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.portalbots.web.ConnectionMetrics;
import io.portalbots.web.HttpInward;
import io.portalbots.web.PublicDoor;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Serves the two ports. The public one has event loops of its own; what may wait runs here, on virtual threads. */
final class WebVerticle extends VerticleBase implements Executor {

    private static final int ANY_PORT = -1; // a free one, the same for all that share it; with 0 each got its own

    private final Config config;
    private final MeterRegistry meters;
    private final Function<Executor, PublicDoor> door;
    private final Router managementRoutes;
    private final List<HttpServer> servers = new ArrayList<>();
    private volatile int port;
    private volatile int managementPort;

    WebVerticle(Config config, MeterRegistry meters, Function<Executor, PublicDoor> door, Router managementRoutes) {
        this.config = config;
        this.meters = meters;
        this.door = door;
        this.managementRoutes = managementRoutes;
    }

    @Override
    public Future<?> start() {
        ingest();
        managementPort = listen("management-port", config.managementHost(), config.managementPort(), managementRoutes)
                .actualPort();
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

    /** Stops listening, as the event loops did before. */
    @Override
    public Future<?> stop() {
        servers.forEach(server -> server.shutdown(1, TimeUnit.SECONDS).await());
        return Future.succeededFuture();
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }
}
