package io.portalbots.web;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.function.Supplier;

/** Routes as the platform serves them, on virtual threads and with its limits. */
final class Served extends VerticleBase {

    private final Supplier<HttpServer> server;
    private volatile int port;

    private Served(Supplier<HttpServer> server) {
        this.server = server;
    }

    /** Serves on a free port, which is the answer. */
    static int on(Vertx vertx, Router router) {
        var metrics = new ConnectionMetrics(new SimpleMeterRegistry(), "port");
        return on(vertx, () -> HttpInward.server(vertx, router, metrics));
    }

    static int on(Vertx vertx, Supplier<HttpServer> server) {
        var served = new Served(server);
        vertx.deployVerticle(served, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
                .await();
        return served.port;
    }

    @Override
    public Future<HttpServer> start() {
        return server.get().listen(0, "127.0.0.1").onSuccess(listening -> port = listening.actualPort());
    }
}
