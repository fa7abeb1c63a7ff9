package io.portalbots.portal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.portalbots.portal.ExchangeLog.Question;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.PortalUnavailableException.Kind;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState.Cause;
import io.portalbots.tenant.TenantState.News;
import io.portalbots.tenant.TenantStore;
import io.portalbots.tenant.TenantUnavailableException;
import io.portalbots.tenant.TokenSource;
import io.portalbots.tenant.Tokens;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;

/**
 * REST calls for a tenant, with its tokens: what {@link SystemError} says of an answer is done here, so callers meet only
 * what is about their call. A portal that sends us elsewhere is believed when the authorization server, asked for new
 * tokens, names another endpoint; the call is repeated there.
 */
public final class TenantRest {

    /** A portal that sends us away without having moved costs no more than one refresh in so long. */
    private static final Duration MOVED_ONCE = Duration.ofMinutes(10);

    private final Rest rest;
    private final TokenSource tokens;
    private final TenantStore tenants;
    private final ExchangeLog log;
    private final String cause;
    private final Cache<TenantId, URI> moved =
            Caffeine.newBuilder().expireAfterWrite(MOVED_ONCE).build();

    /** @param cause what its calls are made for, for people who read the log */
    public TenantRest(Rest rest, TokenSource tokens, TenantStore tenants, ExchangeLog log, String cause) {
        this.rest = rest;
        this.tokens = tokens;
        this.tenants = tenants;
        this.log = log;
        this.cause = cause;
    }

    TenantRest(Rest rest, TokenSource tokens, TenantStore tenants) {
        this(rest, tokens, tenants, ExchangeLog.none(), "");
    }

    /**
     * Calls a method for the tenant. Blocks.
     *
     * @throws PortalUnavailableException when the portal stays silent
     * @throws TenantUnavailableException when its tokens are lost, or the portal bars us
     */
    Reply call(Tenant tenant, String method, JsonObject parameters) {
        return call(tenant, tokens.current(tenant), method, parameters);
    }

    /** A call that was answered: where the portal was, and with which tokens. */
    private record Attempt(Tenant tenant, Tokens used, Reply reply) {}

    private Reply call(Tenant tenant, Tokens current, String method, JsonObject parameters) {
        var attempt = first(tenant, current, method, parameters);
        if (reaction(attempt.reply()) == Reaction.RENEW) {
            var fresh = tokens.renew(tenant, attempt.used());
            attempt = ask(now(tenant), fresh, method, parameters); // the old name may be another portal's by now
        }
        return attempt.reply() instanceof Reply.Failure failure
                ? told(attempt, method, parameters, failure)
                : attempt.reply();
    }

    /** The first answer; that of the new address, if the portal has one. */
    private Attempt first(Tenant tenant, Tokens current, String method, JsonObject parameters) {
        try {
            return ask(tenant, current, method, parameters);
        } catch (PortalUnavailableException e) {
            if (e.kind() != Kind.MOVED || tenant.endpoint().equals(moved.getIfPresent(tenant.id()))) {
                throw e;
            }
            moved.put(tenant.id(), tenant.endpoint());
            var fresh = tokens.renew(tenant, current);
            var there = now(tenant);
            if (there.endpoint().equals(tenant.endpoint())) {
                throw e;
            }
            return ask(there, fresh, method, parameters);
        }
    }

    private Tenant now(Tenant tenant) {
        return tenants.find(tenant.id())
                .filter(stored -> stored.generation() == tenant.generation())
                .orElse(tenant);
    }

    private Attempt ask(Tenant tenant, Tokens used, String method, JsonObject parameters) {
        try {
            return new Attempt(tenant, used, logged(tenant, used, method, parameters));
        } catch (PortalUnavailableException e) {
            if (e.kind() == Kind.OUT_OF_REACH) {
                tenants.move(tenant, new News.OutOfReach(String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }

    private Reply logged(Tenant tenant, Tokens used, String method, JsonObject parameters) {
        return log.asked(
                new Question(tenant, cause, method, parameters.getMap()),
                () -> rest.call(tenant.endpoint(), used.access(), method, parameters),
                reply -> switch (reply) {
                    case Reply.Result result -> "ok";
                    case Reply.Failure failure -> failure.error();
                });
    }

    private Reply told(Attempt attempt, String method, JsonObject parameters, Reply.Failure failure) {
        var tenant = attempt.tenant();
        return switch (reaction(failure)) {
            case RENEW, NEXT_CHAIN ->
                call(tenant, tokens.instead(tenant, attempt.used(), why(failure)), method, parameters);
            case SUSPEND_PAYMENT -> throw barred(tenant, Cause.PAYMENT, failure);
            case SUSPEND_PLAN -> throw barred(tenant, Cause.PLAN, failure);
            case SUSPEND_OVERLOAD -> throw barred(tenant, Cause.OVERLOAD, failure);
            case ASK_PROFILE -> {
                var profile = ask(tenant, attempt.used(), "profile", new JsonObject());
                if (profile.reply().equals(failure)) {
                    throw barred(tenant, Cause.PLAN, failure);
                }
                yield failure;
            }
            case TELL, ALARM, LATER, METHOD_LATER, UNREACHABLE -> failure;
        };
    }

    private TenantUnavailableException barred(Tenant tenant, Cause cause, Reply.Failure failure) {
        tenants.move(tenant, new News.Barred(cause, why(failure)));
        return new TenantUnavailableException(tenant.id() + " is suspended: " + why(failure));
    }

    private static String why(Reply.Failure failure) {
        return "the portal answers " + failure.error();
    }

    private static Reaction reaction(Reply reply) {
        return reply instanceof Reply.Failure failure ? SystemError.reaction(failure.error()) : Reaction.TELL;
    }
}
