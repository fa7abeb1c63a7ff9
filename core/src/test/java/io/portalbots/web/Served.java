package io.portalbots.web;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.concurrent.Executor;
import java.util.function.Function;
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

    /** Serves a door on an event loop, and what may wait behind it on virtual threads. */
    static int door(Vertx vertx, Function<Executor, PublicDoor> door, Connections connections, long lookMillis) {
        var behind = new Behind();
        vertx.deployVerticle(behind, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
                .await();
        HttpInward.watch(vertx, connections, lookMillis);
        var served = new Served(() -> HttpInward.server(vertx, door.apply(behind), connections));
        vertx.deployVerticle(served).await();
        return served.port;
    }

    private static final class Behind extends VerticleBase implements Executor {

        @Override
        public void execute(Runnable task) {
            context.runOnContext(any -> task.run());
        }
    }

    @Override
    public Future<HttpServer> start() {
        return server.get().listen(0, "127.0.0.1").onSuccess(listening -> port = listening.actualPort());
    }
}
