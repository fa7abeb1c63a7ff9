package io.portalbots.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.portalbots.chat.Inbox;
import io.portalbots.web.ConnectionMetrics;
import io.portalbots.web.HttpInward;
import io.portalbots.web.Intake;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Serves the two ports, and takes up events that were kept but not handled. */
final class WebVerticle extends VerticleBase {

    private static final long RECOVER_MILLIS = 1000;
    private static final long PATIENCE_MILLIS = 4000;
    private static final long LOOK_MILLIS = 50;
    private static final long PURGE_MILLIS = 3_600_000;

    private final Config config;
    private final MeterRegistry meters;
    private final Router publicRoutes;
    private final Router managementRoutes;
    private final Intake intake;
    private final Inbox inbox;
    private final List<HttpServer> servers = new ArrayList<>();
    private volatile int port;
    private volatile int managementPort;

    WebVerticle(
            Config config,
            MeterRegistry meters,
            Router publicRoutes,
            Router managementRoutes,
            Intake intake,
            Inbox inbox) {
        this.config = config;
        this.meters = meters;
        this.publicRoutes = publicRoutes;
        this.managementRoutes = managementRoutes;
        this.intake = intake;
        this.inbox = inbox;
    }

    @Override
    public Future<?> start() {
        port = listen("port", config.host(), config.port(), publicRoutes).actualPort();
        managementPort = listen("management-port", config.managementHost(), config.managementPort(), managementRoutes)
                .actualPort();
        vertx.setPeriodic(RECOVER_MILLIS, timer -> intake.recover());
        vertx.setPeriodic(PURGE_MILLIS, timer -> inbox.purge(Duration.ofDays(7)));
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

    /** Stops listening, and lets events that were acknowledged be handled; what is not is taken up after the next start. */
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
