package io.portalbots.platform;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Shares connections among the ports of several platforms, as they come; one that takes none is left out. */
final class Balancer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final List<Integer> ports;
    private final NetClient client;
    private final NetServer server;
    private final AtomicInteger turn = new AtomicInteger();

    Balancer(Vertx vertx, List<Integer> ports) {
        this.ports = ports;
        this.client = vertx.createNetClient();
        this.server = vertx.createNetServer()
                .connectHandler(this::share)
                .listen(0, HOST)
                .await();
    }

    String url() {
        return "http://" + HOST + ":" + server.actualPort();
    }

    private void share(NetSocket caller) {
        caller.pause();
        reached(turn.getAndIncrement(), ports.size())
                .onSuccess(platform -> {
                    caller.pipeTo(platform);
                    platform.pipeTo(caller);
                })
                .onFailure(nobody -> caller.close());
    }

    private Future<NetSocket> reached(int first, int tries) {
        return client.connect(ports.get(first % ports.size()), HOST)
                .recover(refused -> tries > 1 ? reached(first + 1, tries - 1) : Future.failedFuture(refused));
    }

    @Override
    public void close() {
        server.close().await();
        client.close().await();
    }
}
