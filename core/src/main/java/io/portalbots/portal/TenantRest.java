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
        return ask(tenant, new Request.Structured(method, parameters)).reply();
    }

    /** A request that was answered: where the portal was, and with which tokens. */
    record Attempt(Tenant tenant, Tokens used, Reply reply) {}

    /** Likewise, sends a request. */
    Attempt ask(Tenant tenant, Request request) {
        return ask(tenant, tokens.current(tenant), request);
    }

    private Attempt ask(Tenant tenant, Tokens current, Request request) {
        var attempt = first(tenant, current, request);
        if (attempt.reply() instanceof Reply.Failure failure && reaction(failure) == Reaction.RENEW) {
            attempt = renewed(attempt, failure, request);
        }
        if (attempt.reply() instanceof Reply.Failure failure) {
            if (isRefused(failure)) {
                return ask(attempt.tenant(), others(attempt, failure), request);
            }
            heed(attempt, failure);
        }
        return attempt;
    }

    /** Whether a failure is about the token that was used. */
    static boolean isRefused(Reply.Failure failure) {
        return reaction(failure) == Reaction.RENEW || reaction(failure) == Reaction.NEXT_CHAIN;
    }

    /** Sends a request once more, with tokens in place of those that were refused; what is refused again is told. */
    Attempt again(Attempt before, Reply.Failure refusal, Request request) {
        var attempt = renewed(before, refusal, request);
        if (attempt.reply() instanceof Reply.Failure failure) {
            heed(attempt, failure);
        }
        return attempt;
    }

    private Attempt renewed(Attempt before, Reply.Failure refusal, Request request) {
        var fresh = reaction(refusal) == Reaction.RENEW
                ? tokens.renew(before.tenant(), before.used())
                : others(before, refusal);
        return send(now(before.tenant()), fresh, request); // the old name may be another portal's by now
    }

    private Tokens others(Attempt attempt, Reply.Failure refusal) {
        return tokens.instead(attempt.tenant(), attempt.used(), why(refusal));
    }

    /** The first answer; that of the new address, if the portal has one. */
    private Attempt first(Tenant tenant, Tokens current, Request request) {
        try {
            return send(tenant, current, request);
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
            return send(there, fresh, request);
        }
    }

    private Tenant now(Tenant tenant) {
        return tenants.find(tenant.id())
                .filter(stored -> stored.generation() == tenant.generation())
                .orElse(tenant);
    }

    private Attempt send(Tenant tenant, Tokens used, Request request) {
        try {
            var question = new Question(tenant, cause, request.method(), request.shown());
            var reply = log.asked(question, () -> rest.send(tenant.endpoint(), used.access(), request), request::said);
            return new Attempt(tenant, used, reply);
        } catch (PortalUnavailableException e) {
            if (e.kind() == Kind.OUT_OF_REACH) {
                lost(tenant, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private void lost(Tenant tenant, String why) {
        tenants.move(tenant, new News.OutOfReach(why));
    }

    /** How long the tenant's portal has no running time left for a method; zero if it has some. */
    Duration blocked(Tenant tenant, String method) {
        return rest.blocked(tenant.endpoint(), method);
    }

    /**
     * Does what an error asks for that is about the tenant; of tokens, nothing.
     *
     * @throws TenantUnavailableException if the portal bars us
     */
    void heed(Attempt attempt, Reply.Failure failure) {
        var tenant = attempt.tenant();
        switch (reaction(failure)) {
            case SUSPEND_PAYMENT -> throw barred(tenant, Cause.PAYMENT, failure);
            case SUSPEND_PLAN -> throw barred(tenant, Cause.PLAN, failure);
            case SUSPEND_OVERLOAD -> throw barred(tenant, Cause.OVERLOAD, failure);
            case ASK_PROFILE -> {
                var profile = send(tenant, attempt.used(), new Request.Structured("profile", new JsonObject()));
                if (profile.reply().equals(failure)) {
                    throw barred(tenant, Cause.PLAN, failure);
                }
            }
            case UNREACHABLE -> lost(tenant, why(failure));
            case TELL, ALARM, LATER, METHOD_LATER, RENEW, NEXT_CHAIN -> {}
        }
    }

    private TenantUnavailableException barred(Tenant tenant, Cause cause, Reply.Failure failure) {
        tenants.move(tenant, new News.Barred(cause, why(failure)));
        return new TenantUnavailableException(tenant.id() + " is suspended: " + why(failure));
    }

    static String why(Reply.Failure failure) {
        return "the portal answers " + failure.error();
    }

    private static Reaction reaction(Reply.Failure failure) {
        return SystemError.reaction(failure.error());
    }
}
