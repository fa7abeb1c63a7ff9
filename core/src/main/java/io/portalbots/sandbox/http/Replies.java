package io.portalbots.sandbox.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import java.util.Map;

/** Writes answers as a portal does. */
final class Replies {

    private Replies() {}

    static void json(HttpServerResponse response, int status, Map<String, Object> body) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(Json.encodeToBuffer(body));
    }
}
