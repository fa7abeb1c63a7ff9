package io.portalbots.sandbox.http;

import io.portalbots.sandbox.rest.Outcome;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers of REST answers, those that the cloud adds among them [src: rest/classes/general/rest.php]. */
final class RestHeaders {

    private static final String ALLOWED = "Access-Control-Allow-Headers";

    private RestHeaders() {}

    /** An outcome with its headers. */
    static Reply on(Outcome outcome) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(ALLOWED, "origin, content-type, accept");
        outcome.client().ifPresent(client -> headers.put("X-Bitrix-Rest-Application", client));
        headers.put("X-Bitrix-Rest-Time", seconds(outcome.processing()));
        headers.put("X-Bitrix-Rest-User-Time", seconds(outcome.processing()));
        headers.put("X-Bitrix-Rest-System-Time", seconds(Duration.ZERO));
        return Reply.json(outcome.status(), outcome.body()).with(headers);
    }

    /** What a browser asks for before it sends JSON or a Bearer token from another origin. Not documented: a guess. */
    static Reply preflight() {
        return new Reply(
                200,
                Map.of(
                        "Access-Control-Allow-Origin",
                        "*",
                        "Access-Control-Allow-Methods",
                        "GET, POST, OPTIONS",
                        ALLOWED,
                        "origin, content-type, accept, authorization"),
                Buffer.buffer());
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 9).setScale(10).toPlainString();
    }
}
