package io.portalbots.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Makes the servers that strangers speak to: HTTP/1.1 only, nothing decompressed, and whatever they send has a limit. */
public final class HttpInward {

    private static final int MOST_CONNECTIONS = 10_000;
    private static final int LARGEST_HEAD = 8 * 1024;
    private static final int LONGEST_FIRST_LINE = 4 * 1024;
    private static final long LOOK_MILLIS = 1000;

    private HttpInward() {}

    /** A server for {@code router}, not listening yet; made where it is used, in a verticle. */
    public static HttpServer server(Vertx vertx, Router router, ConnectionMetrics metrics) {
        return server(vertx, router, new Connections(MOST_CONNECTIONS, System::nanoTime, metrics), LOOK_MILLIS);
    }

    static HttpServer server(Vertx vertx, Router router, Connections connections, long lookMillis) {
        var options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setDecompressionSupported(false)
                .setMaxInitialLineLength(LONGEST_FIRST_LINE)
                .setMaxHeaderSize(LARGEST_HEAD);
        vertx.setPeriodic(lookMillis, timer -> connections.look());
        return vertx.createHttpServer(options)
                .connectionHandler(connections::accept)
                .requestHandler(request -> {
                    connections.begin(request);
                    if (readable(request)) {
                        router.handle(request);
                    } else {
                        request.response().setStatusCode(400).end("the address is not encoded as it has to be");
                    }
                });
    }

    /** Routers decode parameters without being asked, and break on those that cannot be: with a stack trace each time. */
    private static boolean readable(HttpServerRequest request) {
        try {
            request.params();
            return URLDecoder.decode(request.path(), StandardCharsets.UTF_8).startsWith("/");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
