package io.portalbots.platform;

import io.portalbots.web.Connections;
import io.portalbots.web.HttpInward;
import io.portalbots.web.PublicDoor;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** One of the event loops that share the public port. Nothing here waits. */
final class IngestVerticle extends VerticleBase {

    private final String host;
    private final int port;
    private final PublicDoor door;
    private final Connections connections;
    private final IntConsumer listening;
    private @Nullable HttpServer server;

    /**
     * Serves when it is deployed.
     *
     * @param port negative for a free one, the same for all of one deployment
     * @param listening is told which one it is
     */
    IngestVerticle(String host, int port, PublicDoor door, Connections connections, IntConsumer listening) {
        this.host = host;
        this.port = port;
        this.door = door;
        this.connections = connections;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        var made = HttpInward.server(vertx, door, connections);
        server = made;
        return made.listen(port, host).onSuccess(serving -> listening.accept(serving.actualPort()));
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(1, TimeUnit.SECONDS);
    }
}
