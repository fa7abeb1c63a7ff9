package io.portalbots.portal;

import io.portalbots.portal.ExchangeLog.Question;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.AuthorizationServer;
import io.portalbots.tenant.AuthorizationServer.Grant;
import io.portalbots.tenant.AuthorizationServer.Redeemed;
import io.portalbots.tenant.ChainStore;
import io.portalbots.tenant.PairSpool;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantState.News;
import io.portalbots.tenant.TenantStore;
import io.portalbots.tenant.TenantUnavailableException;
import io.portalbots.tenant.TokenSource;
import io.portalbots.tenant.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes tokens when they are needed, and one at a time: two refreshes at once spend the same token, and the chain is
 * lost. Within this process callers share one refresh; between processes the intent that is stored before the call
 * decides. The new pair is on this machine's disk before it is in the store, and in the store before it is used. A chain
 * that is refused is retired, and another one serves; the tenant's tokens are lost when there is none.
 */
public final class RefreshingTokens implements TokenSource {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshingTokens.class);
    private static final String FOREIGN = "tokens of another portal";
    private static final Duration EARLY = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Vertx vertx;
    private final Map<String, Application> applications;
    private final TenantStore tenants;
    private final ChainStore chains;
    private final PairSpool spool;
    private final AuthorizationServer authorization;
    private final Duration lease;
    private final ExchangeLog log;
    private final Map<Chained, Future<Tokens>> underWay = new ConcurrentHashMap<>();

    private record Chained(TenantId tenant, long holder) {}

    /** @param lease how long an intent keeps others away; longer than the authorization server is waited for */
    public RefreshingTokens(
            Vertx vertx,
            Map<String, Application> applications,
            TenantStore tenants,
            ChainStore chains,
            PairSpool spool,
            AuthorizationServer authorization,
            Duration lease,
            ExchangeLog log) {
        this.vertx = vertx;
        this.applications = Map.copyOf(applications);
        this.tenants = tenants;
        this.chains = chains;
        this.spool = spool;
        this.authorization = authorization;
        this.lease = lease;
        this.log = log;
    }

    @Override
    public Tokens current(Tenant tenant) {
        var tokens = best(tenant);
        return tokens.left().compareTo(EARLY) > 0 ? tokens : renew(tenant, tokens);
    }

    private Tokens best(Tenant tenant) {
        return chains.best(tenant)
                .orElseThrow(
                        () -> new TenantUnavailableException(tenant.id() + " has no tokens, or was installed anew"));
    }

    @Override
    public Tokens renew(Tenant tenant, Tokens stale) {
        var chained = new Chained(tenant.id(), stale.holder());
        var mine = Promise.<Tokens>promise();
        var shared = underWay.putIfAbsent(chained, mine.future());
        if (shared != null) {
            return shared.await();
        }
        try {
            var fresh = newer(tenant, stale);
            mine.complete(fresh);
            return fresh;
        } catch (RuntimeException e) {
            mine.fail(e);
            throw e;
        } finally {
            mine.tryFail("the refresh was broken off");
            underWay.remove(chained, mine.future());
        }
    }

    private Tokens newer(Tenant tenant, Tokens stale) {
        for (var waited = 0L; waited < lease.toMillis(); waited += LOOK_AGAIN_MILLIS) {
            var stored = chains.live(tenant, stale.holder());
            if (stored.isEmpty()) {
                return current(tenant); // retired by somebody else: another chain, if there is one
            }
            if (stored.get().version() > stale.version()) {
                return stored.get();
            }
            if (chains.intend(tenant, stored.get(), lease)) {
                return refreshed(tenant, stored.get());
            }
            vertx.timer(LOOK_AGAIN_MILLIS).await();
        }
        throw new PortalUnavailableException("the refresh of " + tenant.id() + " by another process does not end");
    }

    private Tokens refreshed(Tenant tenant, Tokens stale) {
        var application = Optional.ofNullable(applications.get(tenant.id().application()))
                .orElseThrow(() -> new TenantUnavailableException(
                        "no application named " + tenant.id().application() + " is configured any more"));
        try {
            return switch (redeemed(application, tenant, stale)) {
                case Redeemed.Granted granted -> saved(tenant, stale, granted.grant());
                case Redeemed.Refused refused -> refused(tenant, stale, refused.error());
            };
        } catch (PortalUnavailableException e) {
            chains.release(tenant, stale);
            throw e;
        }
    }

    private Redeemed redeemed(Application application, Tenant tenant, Tokens stale) {
        return log.asked(
                Question.of(tenant, "refresh", "oauth/token", Map.of("grant_type", "refresh_token")),
                () -> authorization.redeem(application, tenant.oauth(), stale.refresh()),
                answer -> switch (answer) {
                    case Redeemed.Granted granted -> "ok";
                    case Redeemed.Refused refused -> refused.error();
                });
    }

    private Tokens saved(Tenant tenant, Tokens stale, Grant grant) {
        if (!grant.memberId().equals(tenant.id().memberId())) {
            return refused(tenant, stale, FOREIGN);
        }
        var fresh = grant.tokens(stale.holder(), stale.version() + 1);
        var pair = spool.keep(tenant, stale.version(), fresh, grant.endpoint());
        return hand(tenant, pair) ? fresh : best(tenant);
    }

    /** Hands a pair to the store. One that comes late heals a tenant that was given up for want of it. */
    private boolean hand(Tenant tenant, PairSpool.Pair pair) {
        var saved = chains.save(tenant, pair.stale(), pair.fresh(), pair.endpoint());
        spool.done(pair);
        if (saved) {
            tenants.find(tenant.id())
                    .filter(now -> now.state() instanceof TenantState.AuthLost)
                    .ifPresent(lost -> tenants.move(lost, new News.Proven()));
        }
        return saved;
    }

    /** Hands pairs to the store that a crash, or a store that was away, kept from it. */
    public void handLeftPairs() {
        for (var pair : spool.left()) {
            var tenant = tenants.find(pair.tenant()).filter(now -> now.generation() == pair.generation());
            if (tenant.isEmpty()) {
                spool.done(pair);
            } else if (hand(tenant.get(), pair)) {
                LOG.atInfo().addKeyValue("tenant", pair.tenant()).log("tokens that were under way are stored");
            }
        }
    }

    private Tokens refused(Tenant tenant, Tokens stale, String error) {
        var why = "the authorization server answers " + error;
        if (error.equals(FOREIGN) || SystemError.reaction(error) == Reaction.NEXT_CHAIN) {
            return instead(tenant, stale, why);
        }
        if (SystemError.reaction(error) == Reaction.SUSPEND_PAYMENT) {
            chains.release(tenant, stale);
            tenants.move(tenant, new News.Barred(TenantState.Cause.PAYMENT, why));
            throw new TenantUnavailableException(tenant.id() + " is suspended: " + why);
        }
        // About the application, or unheard of: not this tenant's fault.
        LOG.atError()
                .addKeyValue("application", tenant.id().application())
                .addKeyValue("error", error)
                .log("the authorization server refreshes no tokens; invalid_client means a wrong client id or secret");
        throw new PortalUnavailableException(
                why + ": check client id and secret of " + tenant.id().application());
    }

    @Override
    public Tokens instead(Tenant tenant, Tokens refused, String why) {
        var left = chains.retire(tenant, refused, why);
        LOG.atWarn()
                .addKeyValue("tenant", tenant.id())
                .addKeyValue("holder", refused.holder())
                .addKeyValue("left", left)
                .log("a chain of tokens is dead: {}", why);
        if (left > 0) {
            return current(tenant);
        }
        if (chains.best(tenant).isPresent()) {
            return current(tenant); // it got newer tokens meanwhile
        }
        tenants.move(tenant, new News.TokensLost(why));
        LOG.atError()
                .addKeyValue("tenant", tenant.id())
                .log("no tokens are left; the next event or visit of an administrator heals it");
        throw new TenantUnavailableException(tenant.id() + " is auth_lost: " + why);
    }
}
