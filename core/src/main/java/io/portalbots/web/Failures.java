package io.portalbots.web;

import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong in a route: their fault gets a status, ours gets a stack trace in the log. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static void answer(RoutingContext context) {
        var status = context.statusCode() < 0 ? 500 : context.statusCode();
        if (status >= 500) {
            LOG.error(
                    "{} {} failed",
                    context.request().method(),
                    context.request().path(),
                    context.failure());
        }
        if (!context.response().ended()) {
            Json.error(context, status, "STATUS_" + status, "the request cannot be served");
        }
    }
}
