package io.portalbots.web;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;

/** Routes as the platform serves them, on virtual threads. */
final class Served extends VerticleBase {

    private final Router router;
    private volatile int port;

    private Served(Router router) {
        this.router = router;
    }

    /** Serves on a free port, which is the answer. */
    static int on(Vertx vertx, Router router) {
        var served = new Served(router);
        vertx.deployVerticle(served, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
                .await();
        return served.port;
    }

    @Override
    public Future<HttpServer> start() {
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .onSuccess(server -> port = server.actualPort());
    }
}
