package io.portalbots.portal;

import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Set;

/**
 * One REST call to one portal.
 *
 * <pre>{@code
 * POST {endpoint}{method}.json    {"auth": "...", "BOT_ID": 62, ...}
 * 200  {"result": ..., "time": {...}}
 * 4xx  {"error": "BOT_ID_ERROR", "error_description": "..."}      also with status 200
 * }</pre>
 *
 * @see "Bitrix24 REST reference, how to call methods"
 */
public final class Rest {

    /** Errors that say nothing about the call, only that now is not the time. */
    private static final Set<String> LATER = Set.of(
            "QUERY_LIMIT_EXCEEDED",
            "OPERATION_TIME_LIMIT",
            "OVERLOAD_LIMIT",
            "INTERNAL_SERVER_ERROR",
            "ERROR_UNEXPECTED_ANSWER",
            "PORTAL_DELETED",
            "CONNECTION_ERROR");

    private final Http http;
    private final Pace pace;
    private final PortalMetrics metrics;

    public Rest(Http http, Pace pace, PortalMetrics metrics) {
        this.http = http;
        this.pace = pace;
        this.metrics = metrics;
    }

    /**
     * Calls a method. Blocks, for its turn within the portal's rate limit too.
     *
     * @throws PortalUnavailableException on silence, on any 5xx, and when the portal says "later"
     */
    Reply call(URI endpoint, Secret token, String method, JsonObject parameters) {
        pace.await(endpoint.getAuthority());
        var reply = metrics.timed(method, () -> post(endpoint, token, method, parameters));
        if (reply instanceof Reply.Failure failure && LATER.contains(failure.error())) {
            throw new PortalUnavailableException(endpoint.getAuthority() + " answers " + failure.error());
        }
        return reply;
    }

    private Reply post(URI endpoint, Secret token, String method, JsonObject parameters) {
        var body = parameters.copy().put("auth", token.reveal()).toBuffer();
        var answer = http.post(endpoint.resolve(method + ".json"), "application/json", body);
        var error = answer.body().getValue("error");
        if (error != null && (answer.status() < 500 || LATER.contains(String.valueOf(error)))) {
            return new Reply.Failure(String.valueOf(error));
        }
        if (answer.status() != 200) {
            throw new PortalUnavailableException(endpoint.getAuthority() + " answers status " + answer.status());
        }
        return new Reply.Result(answer.body().getValue("result"));
    }
}
