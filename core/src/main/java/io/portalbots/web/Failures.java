package io.portalbots.web;

import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong in a route: their fault gets a status, ours gets a stack trace in the log. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static void answer(RoutingContext context) {
        switch (context.failure()) {
            case FormException beyond -> refuse(context, 400, String.valueOf(beyond.getMessage()));
            case HttpException http
            when http.getPayload() != null -> refuse(context, http.getStatusCode(), http.getPayload());
            case HttpClosedException gone ->
                LOG.debug("client of {} went away", context.request().path());
            case InterruptedException stopped ->
                LOG.debug("stopped during {}", context.request().path());
            case null, default -> surface(context);
        }
    }

    private static void refuse(RoutingContext context, int status, String why) {
        LOG.warn(
                "{} {} refused: {}",
                context.request().method(),
                context.request().path(),
                why);
        send(context, status, why);
    }

    private static void surface(RoutingContext context) {
        var status = context.statusCode() < 0 ? 500 : context.statusCode();
        if (status >= 500) {
            LOG.error(
                    "{} {} failed",
                    context.request().method(),
                    context.request().path(),
                    context.failure());
        }
        send(context, status, "the request cannot be served");
    }

    private static void send(RoutingContext context, int status, String message) {
        if (!context.response().ended() && !context.response().closed()) {
            Json.error(context, status, "STATUS_" + status, message);
        }
    }
}
