package io.portalbots.portal;

import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/**
 * One REST call to one portal, at its pace.
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

    private final Http http;
    private final Pace pace;
    private final PortalMetrics metrics;
    private final OperatingLimits operating = new OperatingLimits(System::nanoTime);

    public Rest(Http http, Pace pace, PortalMetrics metrics) {
        this.http = http;
        this.pace = pace;
        this.metrics = metrics;
    }

    /**
     * Calls a method. Blocks, for its turn within the portal's rate limit too.
     *
     * @throws PortalUnavailableException on silence, on any 5xx, when the portal says "later" or that it is closed, and
     *     while it has no running time left for the method
     */
    Reply call(URI endpoint, Secret token, String method, JsonObject parameters) {
        var portal = endpoint.getAuthority();
        var blocked = operating.left(portal, method);
        if (!blocked.isZero()) {
            throw new PortalUnavailableException(
                    portal + " has no running time left for " + method + " for " + blocked.toSeconds() + " s");
        }
        pace.await(portal);
        var reply = metrics.timed(method, () -> post(endpoint, token, method, parameters));
        if (reply instanceof Reply.Failure failure) {
            heed(portal, method, failure.error());
        }
        return reply;
    }

    private Reply post(URI endpoint, Secret token, String method, JsonObject parameters) {
        var body = parameters.copy().put("auth", token.reveal()).toBuffer();
        var answer = http.post(endpoint.resolve(method + ".json"), "application/json", body);
        var reply = Reply.of(endpoint.getAuthority(), answer);
        if (reply instanceof Reply.Result) {
            operating.answered(endpoint.getAuthority(), method, answer.body());
        }
        return reply;
    }

    /** Does what an error asks for that is about pace and portal, whoever calls. */
    private void heed(String portal, String method, String error) {
        var message = portal + " answers " + error;
        switch (SystemError.reaction(error)) {
            case LATER -> {
                pace.overflowed(portal);
                throw new PortalUnavailableException(message);
            }
            case METHOD_LATER -> {
                operating.spent(portal, method);
                throw new PortalUnavailableException(message + " to " + method);
            }
            case UNREACHABLE -> throw PortalUnavailableException.outOfReach(message);
            case RENEW, NEXT_CHAIN, SUSPEND_PAYMENT, SUSPEND_PLAN, SUSPEND_OVERLOAD, ASK_PROFILE, TELL, ALARM -> {}
        }
    }
}
