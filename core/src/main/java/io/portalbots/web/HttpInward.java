package io.portalbots.web;

import io.vertx.core.Handler;
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
        return server(vertx, router, connections(metrics), LOOK_MILLIS);
    }

    static HttpServer server(Vertx vertx, Router router, Connections connections, long lookMillis) {
        watch(vertx, connections, lookMillis);
        return server(vertx, request -> route(router, request), connections);
    }

    /** The connections of a port, to be {@link #watch watched}. */
    public static Connections connections(ConnectionMetrics metrics) {
        return new Connections(MOST_CONNECTIONS, System::nanoTime, metrics);
    }

    /** Looks after {@code connections} from now on. */
    public static void watch(Vertx vertx, Connections connections) {
        watch(vertx, connections, LOOK_MILLIS);
    }

    static void watch(Vertx vertx, Connections connections, long lookMillis) {
        vertx.setPeriodic(lookMillis, timer -> connections.look());
    }

    /** One of the servers that share a port, and its connections. */
    public static HttpServer server(Vertx vertx, Handler<HttpServerRequest> handler, Connections connections) {
        var options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setDecompressionSupported(false)
                .setMaxInitialLineLength(LONGEST_FIRST_LINE)
                .setMaxHeaderSize(LARGEST_HEAD);
        return vertx.createHttpServer(options)
                .connectionHandler(connections::accept)
                .requestHandler(request -> {
                    connections.begin(request);
                    handler.handle(request);
                });
    }

    /** Lets {@code router} handle a request whose address can be read. */
    static void route(Router router, HttpServerRequest request) {
        if (readable(request)) {
            router.handle(request);
        } else {
            request.response().setStatusCode(400).end("the address is not encoded as it has to be");
        }
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
