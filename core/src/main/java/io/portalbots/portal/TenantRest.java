package io.portalbots.portal;

import io.portalbots.portal.ExchangeLog.Question;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantUnavailableException;
import io.portalbots.tenant.TokenSource;
import io.portalbots.tenant.Tokens;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * REST calls for a tenant, with its tokens: one refresh and one repetition if the portal does not take them, then another
 * chain as long as there is one.
 */
public final class TenantRest {

    private static final Set<String> TOKEN_REFUSED = Set.of("expired_token", "invalid_token", "NO_AUTH_FOUND");
    private static final Set<String> PERSON_REFUSED = Set.of("authorization_error", "user_access_error");

    private final Rest rest;
    private final TokenSource tokens;
    private final ExchangeLog log;
    private final String cause;

    /** @param cause what its calls are made for, for people who read the log */
    public TenantRest(Rest rest, TokenSource tokens, ExchangeLog log, String cause) {
        this.rest = rest;
        this.tokens = tokens;
        this.log = log;
        this.cause = cause;
    }

    TenantRest(Rest rest, TokenSource tokens) {
        this(rest, tokens, ExchangeLog.none(), "");
    }

    /**
     * Calls a method for the tenant. Blocks.
     *
     * @throws io.portalbots.tenant.PortalUnavailableException when the portal stays silent
     * @throws TenantUnavailableException when its tokens are lost
     */
    Reply call(Tenant tenant, String method, JsonObject parameters) {
        return call(tenant, tokens.current(tenant), method, parameters);
    }

    private Reply call(Tenant tenant, Tokens current, String method, JsonObject parameters) {
        var used = current;
        var reply = asked(tenant, used, method, parameters);
        if (refused(reply, TOKEN_REFUSED)) {
            used = tokens.renew(tenant, current);
            reply = asked(tenant, used, method, parameters);
        }
        if (reply instanceof Reply.Failure failure
                && (refused(reply, TOKEN_REFUSED) || refused(reply, PERSON_REFUSED))) {
            var other = tokens.instead(tenant, used, "the portal answers " + failure.error());
            return call(tenant, other, method, parameters);
        }
        return reply;
    }

    private Reply asked(Tenant tenant, Tokens used, String method, JsonObject parameters) {
        return log.asked(
                new Question(tenant, cause, method, parameters.getMap()),
                () -> rest.call(tenant.endpoint(), used.access(), method, parameters),
                reply -> switch (reply) {
                    case Reply.Result result -> "ok";
                    case Reply.Failure failure -> failure.error();
                });
    }

    private static boolean refused(Reply reply, Set<String> errors) {
        return reply instanceof Reply.Failure failure && errors.contains(failure.error());
    }
}
