package io.portalbots.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.portalbots.tenant.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.function.Supplier;

/** What operators and Prometheus speak to. */
public final class ManagementRoutes {

    private static final String BEARER = "Bearer ";

    private ManagementRoutes() {}

    /**
     * The routes of the management port.
     *
     * @param health what {@code /health} answers; its {@code status} is {@code ok} or not
     * @param token opens {@code /admin}
     * @param admin the routes of the admin API
     */
    public static Router router(
            Vertx vertx,
            PrometheusMeterRegistry meters,
            Supplier<JsonObject> health,
            Secret token,
            List<AdminRoute> admin) {
        var router = Router.router(vertx);
        router.get("/metrics").handler(context -> scrape(vertx, meters, context));
        router.get("/health").handler(context -> health(context, health.get()));
        router.route("/admin/*").handler(context -> authenticate(context, token));
        var body = BodyHandler.create(false).setBodyLimit(16 * 1024);
        for (var route : admin) {
            router.route(route.method(), route.path()).handler(body).handler(route.handler());
        }
        router.route().failureHandler(Failures::answer);
        return router;
    }

    /** Off the event loop, because thousands of series take their time. */
    private static void scrape(Vertx vertx, PrometheusMeterRegistry meters, RoutingContext context) {
        var text = vertx.executeBlocking(() -> meters.scrape()).await();
        context.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(text);
    }

    private static void health(RoutingContext context, JsonObject health) {
        Json.answer(context, "ok".equals(health.getString("status")) ? 200 : 503, health);
    }

    private static void authenticate(RoutingContext context, Secret token) {
        var header = context.request().getHeader("Authorization");
        if (header != null && header.startsWith(BEARER) && token.equals(Secret.of(header.substring(BEARER.length())))) {
            context.next();
        } else {
            Json.error(context, 401, "UNAUTHORIZED", "the admin API wants the bearer token of this platform");
        }
    }
}
