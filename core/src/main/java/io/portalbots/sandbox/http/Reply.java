package io.portalbots.sandbox.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer, ready to be sent: what its request does is done. */
record Reply(int status, Map<String, String> headers, Buffer body) {

    private static final Buffer WRONG_ENCODING =
            Buffer.buffer("{\"error\":\"WRONG_ENCODING\",\"error_description\":\"Wrong request encoding\"}");

    /** JSON as a portal writes it; what cannot be encoded becomes an error with the status unchanged [src]. */
    static Reply json(int status, Map<String, Object> body) {
        var headers = Map.of(
                "Content-Type", "application/json; charset=utf-8",
                "Access-Control-Allow-Origin", "*",
                "X-Content-Type-Options", "nosniff");
        return new Reply(status, headers, encoded(body));
    }

    private static Buffer encoded(Map<String, Object> body) {
        try {
            return Json.encodeToBuffer(body);
        } catch (EncodeException noUnicode) {
            return WRONG_ENCODING;
        }
    }

    /** The same with more headers. */
    Reply with(Map<String, String> more) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, body);
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
