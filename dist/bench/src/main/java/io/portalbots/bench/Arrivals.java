package io.portalbots.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hears ONAPPINSTALL, as an application does. */
final class Arrivals implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<Tenant> tenants = new LinkedBlockingQueue<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    Arrivals() {
        server = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .await();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/event";
    }

    /** As many as are expected; fails when none comes for a minute. */
    List<Tenant> all(int expected) throws InterruptedException {
        var arrived = new ArrayList<Tenant>(expected);
        while (arrived.size() < expected) {
            var next = tenants.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new IllegalStateException(arrived.size() + " of " + expected + " installations were told");
            }
            arrived.add(next);
        }
        return arrived;
    }

    private void take(HttpServerRequest request) {
        request.setExpectMultipart(true);
        request.endHandler(end -> {
            var form = request.formAttributes();
            tenants.add(new Tenant(form.get("auth[domain]"), form.get("auth[access_token]")));
            request.response().end();
        });
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
