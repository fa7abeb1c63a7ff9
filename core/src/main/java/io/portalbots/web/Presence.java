package io.portalbots.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;

/**
 * A mark that everything bears which answers below {@code /bitrix24/}, new at each start, so that whoever calls our public
 * address can tell whether it is us who answer. {@code GET /admin/presence} tells it: {@code {"mark": ".."}}.
 */
public final class Presence {

    /** The header with the mark. */
    public static final String HEADER = "Portalbots";

    private final String mark = UUID.randomUUID().toString();

    public String mark() {
        return mark;
    }

    /** Puts the mark on all that {@code publicRoutes} answer. */
    public void on(Router publicRoutes) {
        publicRoutes.route("/bitrix24/*").order(-1).handler(this::put);
    }

    private void put(RoutingContext context) {
        on(context.response());
        context.next();
    }

    /** Puts it on one answer. */
    void on(HttpServerResponse response) {
        response.putHeader(HEADER, mark);
    }

    public List<AdminRoute> routes() {
        return List.of(new AdminRoute(
                HttpMethod.GET,
                "/admin/presence",
                context -> Json.answer(context, 200, new JsonObject().put("mark", mark))));
    }
}
