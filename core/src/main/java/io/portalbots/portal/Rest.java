package io.portalbots.portal;

import io.portalbots.registry.Call;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;

/**
 * One request to one portal, in its turn.
 *
 * <pre>{@code
 * POST {endpoint}{method}.json    as one of Request
 * 200  {"result": ..., "time": {...}}
 * 4xx  {"error": "BOT_ID_ERROR", "error_description": "..."}      also with status 200
 * }</pre>
 *
 * @see "Bitrix24 REST reference, how to call methods"
 */
public final class Rest {

    private final Http http;
    private final Budget budget;
    private final PortalMetrics metrics;
    private final OperatingLimits operating;
    private final Urgency urgency;

    /** One whose requests are as urgent as the registry's. */
    public Rest(Http http, Budget budget, PortalMetrics metrics) {
        this(http, budget, metrics, new OperatingLimits(System::nanoTime), Urgency.RECONCILE);
    }

    private Rest(Http http, Budget budget, PortalMetrics metrics, OperatingLimits operating, Urgency urgency) {
        this.http = http;
        this.budget = budget;
        this.metrics = metrics;
        this.operating = operating;
        this.urgency = urgency;
    }

    /** The same, for requests that are as urgent as that. */
    public Rest with(Urgency other) {
        return new Rest(http, budget, metrics, operating, other);
    }

    /** Calls a method with its parameters as JSON, as {@link #send} does. */
    Reply call(URI endpoint, Secret token, String method, JsonObject parameters) {
        return send(endpoint, token, new Request.Structured(method, parameters));
    }

    /**
     * Sends a request. Blocks, for its turn too.
     *
     * @throws PortalUnavailableException on silence, on any 5xx, when the portal says "later" or that it is closed, when the
     *     turn would come too late, and while there is no running time left for the method
     */
    Reply send(URI endpoint, Secret token, Request request) {
        var route = Route.to(endpoint);
        var method = request.method();
        var blocked = blocked(endpoint, method);
        if (!blocked.isZero()) {
            throw PortalUnavailableException.busy(noTimeLeft(method, blocked));
        }
        return budget.inTurn(route, urgency, () -> {
            var reply = metrics.timed(method, () -> post(endpoint, token, request));
            if (reply instanceof Reply.Failure failure) {
                heed(route, method, failure.error());
            }
            return reply;
        });
    }

    /** How long a portal has no running time left for a method; zero if it has some. */
    Duration blocked(URI endpoint, String method) {
        return operating.left(Route.to(endpoint).portal(), method);
    }

    static String noTimeLeft(String method, Duration blocked) {
        return "the portal has no running time left for " + method + " for " + blocked.toSeconds() + " s";
    }

    private Reply post(URI endpoint, Secret token, Request request) {
        var answer =
                http.post(endpoint.resolve(request.method() + ".json"), request.contentType(), request.body(token));
        var reply = Reply.of(endpoint.getAuthority(), answer);
        if (reply instanceof Reply.Result result) {
            var route = Route.to(endpoint);
            if (request instanceof Request.Together together) {
                var batch = BatchAnswer.of(result);
                together.calls().forEach((position, call) -> learn(route, call, batch, position));
            } else if (answer.body().getValue("time") instanceof JsonObject time) {
                operating.answered(route.portal(), request.method(), time);
            }
        }
        return reply;
    }

    private void learn(Route route, Call call, BatchAnswer batch, int position) {
        var reply = batch.reply(position);
        metrics.commanded(call.method(), reply);
        if (reply.orElse(null) instanceof Reply.Failure failure) {
            if (SystemError.reaction(failure.error()) == Reaction.METHOD_LATER) {
                operating.spent(route.portal(), call.method());
            }
        } else {
            operating.answered(route.portal(), call.method(), batch.time(position));
        }
    }

    /** Does what an error asks for that is about pace and portal, whoever calls. */
    private void heed(Route route, String method, String error) {
        var message = route.portal() + " answers " + error;
        switch (SystemError.reaction(error)) {
            case LATER -> {
                if (error.equals(SystemError.QUERY_LIMIT_EXCEEDED.code())) {
                    budget.refused(route);
                }
                throw PortalUnavailableException.busy(message);
            }
            case METHOD_LATER -> {
                operating.spent(route.portal(), method);
                throw PortalUnavailableException.busy(message + " to " + method);
            }
            case UNREACHABLE -> throw PortalUnavailableException.outOfReach(message);
            case RENEW, NEXT_CHAIN, SUSPEND_PAYMENT, SUSPEND_PLAN, SUSPEND_OVERLOAD, ASK_PROFILE, TELL, ALARM -> {}
        }
    }

    /** The portal told its plan, by {@code LICENSE_FAMILY} of {@code app.info}. */
    void hasPlan(URI endpoint, String family) {
        budget.hasPlan(Route.to(endpoint), family);
    }
}
