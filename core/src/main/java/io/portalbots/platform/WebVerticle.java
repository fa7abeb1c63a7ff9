package io.portalbots.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.portalbots.web.ConnectionMetrics;
import io.portalbots.web.HttpInward;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Serves the two ports. */
final class WebVerticle extends VerticleBase {

    private final Config config;
    private final MeterRegistry meters;
    private final Router publicRoutes;
    private final Router managementRoutes;
    private final List<HttpServer> servers = new ArrayList<>();
    private volatile int port;
    private volatile int managementPort;

    WebVerticle(Config config, MeterRegistry meters, Router publicRoutes, Router managementRoutes) {
        this.config = config;
        this.meters = meters;
        this.publicRoutes = publicRoutes;
        this.managementRoutes = managementRoutes;
    }

    @Override
    public Future<?> start() {
        port = listen("port", config.host(), config.port(), publicRoutes).actualPort();
        managementPort = listen("management-port", config.managementHost(), config.managementPort(), managementRoutes)
                .actualPort();
        return Future.succeededFuture();
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

    /** Stops listening. */
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
