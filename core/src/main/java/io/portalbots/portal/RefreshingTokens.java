package io.portalbots.portal;

import io.portalbots.tenant.Application;
import io.portalbots.tenant.AuthorizationServer;
import io.portalbots.tenant.AuthorizationServer.Redeemed;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantStore;
import io.portalbots.tenant.TenantUnavailableException;
import io.portalbots.tenant.TokenSource;
import io.portalbots.tenant.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes tokens when they are needed, and one at a time: two refreshes at once spend the same token, and a healthy
 * tenant is lost. Within this process callers share one refresh; between processes the store's claim decides.
 */
public final class RefreshingTokens implements TokenSource {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshingTokens.class);
    private static final String FOREIGN = "tokens of another portal";
    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final Duration EARLY = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Vertx vertx;
    private final Map<String, Application> applications;
    private final TenantStore tenants;
    private final AuthorizationServer authorization;
    private final Clock clock;
    private final Map<TenantId, Future<Tokens>> underWay = new ConcurrentHashMap<>();

    public RefreshingTokens(
            Vertx vertx,
            Map<String, Application> applications,
            TenantStore tenants,
            AuthorizationServer authorization,
            Clock clock) {
        this.vertx = vertx;
        this.applications = Map.copyOf(applications);
        this.tenants = tenants;
        this.authorization = authorization;
        this.clock = clock;
    }

    @Override
    public Tokens current(Tenant tenant) {
        var tokens = stored(tenant);
        return tokens.expiresAt().minus(EARLY).isAfter(clock.instant()) ? tokens : renew(tenant, tokens);
    }

    private Tokens stored(Tenant tenant) {
        return tenants.tokens(tenant)
                .orElseThrow(() -> new TenantUnavailableException(tenant.id() + " was removed or installed anew"));
    }

    @Override
    public Tokens renew(Tenant tenant, Tokens stale) {
        var mine = Promise.<Tokens>promise();
        var shared = underWay.putIfAbsent(tenant.id(), mine.future());
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
            underWay.remove(tenant.id(), mine.future());
        }
    }

    private Tokens newer(Tenant tenant, Tokens stale) {
        for (var waited = 0L; waited < CLAIM.toMillis(); waited += LOOK_AGAIN_MILLIS) {
            var stored = stored(tenant);
            if (stored.version() > stale.version()) {
                return stored;
            }
            if (tenants.claimRefresh(tenant, stored, CLAIM)) {
                return refreshed(tenant, stored);
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
            return switch (authorization.redeem(application, stale.refresh(), stale.version() + 1)) {
                case Redeemed.Granted granted -> saved(tenant, stale, granted);
                case Redeemed.Refused refused -> throw lost(tenant, stale, refused.error());
            };
        } catch (PortalUnavailableException e) {
            tenants.releaseRefresh(tenant, stale);
            throw e;
        }
    }

    private Tokens saved(Tenant tenant, Tokens stale, Redeemed.Granted granted) {
        if (!granted.memberId().equals(tenant.id().memberId())) {
            throw lost(tenant, stale, FOREIGN);
        }
        return tenants.saveTokens(tenant, stale, granted.tokens(), granted.endpoint())
                ? granted.tokens()
                : stored(tenant);
    }

    private RuntimeException lost(Tenant tenant, Tokens stale, String error) {
        tenants.releaseRefresh(tenant, stale);
        var why = "the authorization server answers " + error;
        var state = switch (error) {
            case "invalid_grant", FOREIGN -> Optional.of(new TenantState.AuthLost(why));
            case "PAYMENT_REQUIRED" -> Optional.of(new TenantState.Suspended(why));
            default -> Optional.<TenantState>empty(); // about the application, or unheard of: not this tenant's fault
        };
        LOG.atError()
                .addKeyValue("tenant", tenant.id())
                .addKeyValue("error", error)
                .log("tokens cannot be refreshed");
        if (state.isEmpty()) {
            return new PortalUnavailableException(
                    why + ": check client id and secret of " + tenant.id().application());
        }
        tenants.move(tenant, state.get());
        return new TenantUnavailableException(tenant.id() + " is " + state.get().word() + ": " + why);
    }
}
