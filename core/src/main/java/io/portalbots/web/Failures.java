package io.portalbots.web;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong in a route: their fault gets a status, ours gets a stack trace in the log. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static void answer(RoutingContext context) {
        answer(context.request(), context.failure(), context.statusCode());
    }

    /** @param status for what nobody threw; negative for none */
    static void answer(HttpServerRequest request, @Nullable Throwable failure, int status) {
        switch (failure) {
            case FormException beyond -> refuse(request, 400, String.valueOf(beyond.getMessage()));
            case HttpException http
            when http.getPayload() != null -> refuse(request, http.getStatusCode(), http.getPayload());
            case HttpClosedException gone -> LOG.debug("client of {} went away", request.path());
            case InterruptedException stopped -> LOG.debug("stopped during {}", request.path());
            case null, default -> surface(request, failure, status < 0 ? 500 : status);
        }
    }

    private static void refuse(HttpServerRequest request, int status, String why) {
        LOG.warn("{} {} refused: {}", request.method(), request.path(), why);
        send(request, status, why);
    }

    private static void surface(HttpServerRequest request, @Nullable Throwable failure, int status) {
        if (status >= 500) {
            LOG.error("{} {} failed", request.method(), request.path(), failure);
        }
        send(request, status, "the request cannot be served");
    }

    private static void send(HttpServerRequest request, int status, String message) {
        if (!request.response().ended() && !request.response().closed()) {
            Json.error(request.response(), status, "STATUS_" + status, message);
        }
    }
}
