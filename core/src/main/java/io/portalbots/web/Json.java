package io.portalbots.web;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/** JSON answers; every error looks the same. */
final class Json {

    private Json() {}

    static void answer(RoutingContext context, int status, JsonObject body) {
        answer(context.response(), status, body);
    }

    private static void answer(HttpServerResponse response, int status, JsonObject body) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }

    /** The object in the body; an empty one if there is none. */
    static JsonObject body(RoutingContext context) {
        try {
            return Objects.requireNonNullElseGet(context.body().asJsonObject(), JsonObject::new);
        } catch (DecodeException | ClassCastException e) {
            return new JsonObject();
        }
    }

    static void error(RoutingContext context, int status, String error, String message) {
        error(context.response(), status, error, message);
    }

    static void error(HttpServerResponse response, int status, String error, String message) {
        answer(response, status, new JsonObject().put("error", error).put("message", message));
    }
}
