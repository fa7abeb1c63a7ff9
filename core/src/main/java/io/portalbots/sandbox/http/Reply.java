package io.portalbots.sandbox.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import java.util.Map;

/** An answer, ready to be sent: what its request does is done. */
record Reply(int status, Map<String, String> headers, Buffer body) {

    /** JSON as a portal writes it. */
    static Reply json(int status, Map<String, Object> body) {
        var headers = Map.of(
                "Content-Type", "application/json; charset=utf-8",
                "Access-Control-Allow-Origin", "*",
                "X-Content-Type-Options", "nosniff");
        return new Reply(status, headers, Json.encodeToBuffer(body));
    }

    /** A page such as a gateway puts in the place of an answer. */
    static Reply page(int status) {
        var page = "<!DOCTYPE html><html><head><title>" + status + "</title></head>"
                + "<body><h1>The server cannot answer</h1></body></html>";
        return new Reply(status, Map.of("Content-Type", "text/html; charset=utf-8"), Buffer.buffer(page));
    }

    /** Sends it, unless the client went away. */
    void send(HttpServerResponse response) {
        if (!response.ended() && !response.closed()) {
            head(response).end(body);
        }
    }

    /** Status line and headers, with nothing sent yet. */
    HttpServerResponse head(HttpServerResponse response) {
        headers.forEach(response::putHeader);
        return response.setStatusCode(status);
    }
}
