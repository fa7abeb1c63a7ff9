package io.portalbots.portal;

import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantStore;
import io.portalbots.tenant.TenantUnavailableException;
import io.portalbots.tenant.TokenSource;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** REST calls for a tenant, with its tokens: one refresh and one repetition if the portal does not take them. */
public final class TenantRest {

    private static final Set<String> TOKEN_REFUSED = Set.of("expired_token", "invalid_token", "NO_AUTH_FOUND");
    private static final Set<String> PERSON_REFUSED = Set.of("authorization_error", "user_access_error");

    private final Rest rest;
    private final TokenSource tokens;
    private final TenantStore tenants;

    public TenantRest(Rest rest, TokenSource tokens, TenantStore tenants) {
        this.rest = rest;
        this.tokens = tokens;
        this.tenants = tenants;
    }

    /**
     * Calls a method for the tenant. Blocks.
     *
     * @throws io.portalbots.tenant.PortalUnavailableException when the portal stays silent
     * @throws TenantUnavailableException when its tokens are lost
     */
    Reply call(Tenant tenant, String method, JsonObject parameters) {
        var current = tokens.current(tenant);
        var reply = rest.call(tenant.endpoint(), current.access(), method, parameters);
        if (refused(reply, TOKEN_REFUSED)) {
            var fresh = tokens.renew(tenant, current);
            reply = rest.call(tenant.endpoint(), fresh.access(), method, parameters);
        }
        if (reply instanceof Reply.Failure failure
                && (refused(reply, TOKEN_REFUSED) || refused(reply, PERSON_REFUSED))) {
            tenants.move(tenant, new TenantState.AuthLost("the portal answers " + failure.error()));
            throw new TenantUnavailableException(tenant.id() + ": the portal answers " + failure.error());
        }
        return reply;
    }

    private static boolean refused(Reply reply, Set<String> errors) {
        return reply instanceof Reply.Failure failure && errors.contains(failure.error());
    }
}
