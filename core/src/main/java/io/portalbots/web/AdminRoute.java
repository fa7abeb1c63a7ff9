package io.portalbots.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * One route of the admin API.
 *
 * @param path begins with {@code /admin/}, so that it is closed without the token
 */
public record AdminRoute(HttpMethod method, String path, Handler<RoutingContext> handler) {

    public AdminRoute {
        if (!path.startsWith("/admin/")) {
            throw new IllegalArgumentException(
                    "a route of the admin API must begin with /admin/ but is '" + path + "'");
        }
    }
}
