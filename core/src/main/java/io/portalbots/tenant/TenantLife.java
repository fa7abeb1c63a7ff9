package io.portalbots.tenant;

import io.portalbots.tenant.AuthorizationServer.Grant;
import io.portalbots.tenant.AuthorizationServer.Redeemed;
import io.portalbots.tenant.ClaimStore.Pending;
import io.portalbots.tenant.TenantState.News;
import io.portalbots.tenant.TenantStore.Proof;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How tenants come and go. Nothing a request claims is believed before the authorization server and the portal
 * confirmed it, and no host a request names is ever contacted. Every step is written down before the next, so that
 * whoever finds an unfinished claim goes on with it.
 */
public final class TenantLife implements Installations {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final String TO_BE_ERASED = "uninstalled, to be erased";
    private static final int ATTEMPTS = 3;
    private static final int AT_ONCE = 20;

    private final Map<String, Application> applications;
    private final TenantStore tenants;
    private final ClaimStore claims;
    private final ChainStore chains;
    private final AuthorizationServer authorization;
    private final PortalProbe portals;
    private final TokenSource tokens;

    public TenantLife(
            Map<String, Application> applications,
            TenantStore tenants,
            ClaimStore claims,
            ChainStore chains,
            AuthorizationServer authorization,
            PortalProbe portals,
            TokenSource tokens) {
        this.applications = Map.copyOf(applications);
        this.tenants = tenants;
        this.claims = claims;
        this.chains = chains;
        this.authorization = authorization;
        this.portals = portals;
        this.tokens = tokens;
    }

    @Override
    public void announce(Claim claim, String source) {
        claims.keep(claim, source, Duration.ZERO);
    }

    @Override
    public Outcome install(Claim claim, String source) {
        return claims.keep(claim, source, LEASE)
                .map(pending -> settled(pending, ATTEMPTS))
                .orElseGet(() -> new Outcome.Rejected("it is being proven already, or too many others are"));
    }

    /** Claims that were announced, or left unproven by a process that died; no longer ours when this returns. */
    public List<Pending> waiting() {
        return claims.take(AT_ONCE, LEASE);
    }

    /** Proves one of {@link #waiting}; empty if that cannot be told now. */
    public Optional<Outcome> prove(Pending pending) {
        try {
            return Optional.of(settled(pending, 1));
        } catch (PortalUnavailableException e) {
            return Optional.empty();
        }
    }

    private Outcome settled(Pending pending, int attempts) {
        try {
            return proven(redeemed(pending), attempts);
        } catch (RejectedException e) {
            claims.done(pending);
            return new Outcome.Rejected(String.valueOf(e.getMessage()));
        } catch (PortalUnavailableException e) {
            claims.later(pending, wait(pending.attempt()));
            throw e;
        }
    }

    /** While somebody waits, a portal that was silent is asked again at once. Tokens that died meanwhile are refreshed. */
    private Outcome proven(Pending pending, int attempts) {
        try {
            return proven(pending);
        } catch (PortalUnavailableException e) {
            if (e.kind() == PortalUnavailableException.Kind.TOKEN_REFUSED) {
                return proven(redeemed(pending, pending.grant().orElseThrow().refresh()));
            }
            if (attempts > 1) {
                return proven(pending, attempts - 1);
            }
            throw e;
        }
    }

    private static Duration wait(int attempt) {
        var seconds = 1L << Math.min(attempt, 10);
        return Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT.toSeconds()));
    }

    /** What follows from a claim that can never be proven. */
    private static final class RejectedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RejectedException(String why) {
            super(why);
        }
    }

    private Pending redeemed(Pending pending) {
        return pending.grant().isPresent()
                ? pending
                : redeemed(pending, pending.claim().refreshToken());
    }

    private Pending redeemed(Pending pending, Secret refresh) {
        var claim = pending.claim();
        return switch (authorization.redeem(application(claim), claim.serverEndpoint(), refresh)) {
            case Redeemed.Refused refused -> throw refusal(claim, refused);
            case Redeemed.Granted granted -> {
                claims.redeemed(pending, granted.grant());
                yield pending.with(granted.grant());
            }
        };
    }

    /** A claim outlives a mistake in our configuration, for as long as claims live. */
    private static RuntimeException refusal(Claim claim, Redeemed.Refused refused) {
        return refused.isOurFault()
                ? new PortalUnavailableException("the authorization server answers " + refused.error()
                        + ": check client id and secret of " + claim.tenant().application())
                : new RejectedException("the authorization server says " + refused.error());
    }

    private Application application(Claim claim) {
        var name = claim.tenant().application();
        return Optional.ofNullable(applications.get(name))
                .orElseThrow(() -> new RejectedException("no application named " + name + " is configured"));
    }

    private Outcome proven(Pending pending) {
        var claim = pending.claim();
        var grant = pending.grant().orElseThrow();
        if (!belongs(grant, claim.tenant())) {
            throw new RejectedException("its token belongs to portal " + grant.memberId());
        }
        var standing = portals.ask(grant.endpoint(), grant.access());
        if (claim.kind() == Claim.Kind.BOT && !standing.bots().contains(grant.user())) {
            throw new RejectedException("its token belongs to " + grant.user() + ", who is no bot of ours");
        }
        if (claim.kind() != Claim.Kind.BOT && !standing.administrator()) {
            throw new RejectedException("its token belongs to somebody who is no administrator");
        }
        var proof = new Proof(claim.tenant(), role(claim), standing.language(), claim.applicationToken(), grant);
        return tenants.install(proof, anew(claim.tenant(), standing.bots()), pending)
                .<Outcome>map(tenant -> new Outcome.Installed(tenant, grant.user()))
                .orElseGet(() -> new Outcome.Rejected("somebody else is proving it"));
    }

    private static Chain.Role role(Claim claim) {
        return switch (claim.kind()) {
            case EVENT -> Chain.Role.INSTALLER;
            case PAGE -> Chain.Role.ADMINISTRATOR;
            case BOT -> Chain.Role.BOT;
        };
    }

    /** An installation is the one we know as long as one of the bots it gave us is there; removing it removes them. */
    private boolean anew(TenantId id, Set<Long> present) {
        var known = tenants.find(id).filter(tenant -> !(tenant.state() instanceof TenantState.Removed));
        if (known.isEmpty()) {
            return true;
        }
        var given = tenants.bots(known.get());
        return !given.isEmpty() && given.stream().noneMatch(present::contains);
    }

    @Override
    public boolean uninstall(Tenant tenant, boolean clean) {
        var known = chains.best(tenant).isPresent();
        if (known && isInstalled(tenant)) {
            return false;
        }
        removed(tenant, new News.Gone(clean && known ? TO_BE_ERASED : "uninstalled"))
                .filter(now -> now.state().reason().equals(TO_BE_ERASED))
                .ifPresent(tenants::clean);
        return true;
    }

    /** Whether one of its chains can be refreshed; that a token is there proves nothing. */
    private boolean isInstalled(Tenant tenant) {
        try {
            var asked = chains.best(tenant);
            while (asked.isPresent()) {
                var given = tokens.renew(tenant, asked.get());
                if (given.holder() == asked.get().holder()) {
                    return true;
                }
                asked = Optional.of(given); // the first chain is dead, and nobody has asked for this one yet
            }
            return false;
        } catch (TenantUnavailableException e) {
            return false;
        }
    }

    /** Removes it from whatever state it is in by now, unless it was installed anew. */
    private Optional<Tenant> removed(Tenant tenant, News.Gone gone) {
        var now = tenants.find(tenant.id()).filter(found -> isOf(tenant, found));
        while (now.isPresent() && !(now.get().state() instanceof TenantState.Removed)) {
            now = Optional.of(tenants.move(now.get(), gone)).filter(found -> isOf(tenant, found));
        }
        return now;
    }

    private static boolean isOf(Tenant tenant, Tenant found) {
        return found.generation() == tenant.generation();
    }

    /** Forgets claims that were never proven. */
    public int expire() {
        return claims.expire();
    }

    /** Whether {@code grant} belongs to the tenant's portal. */
    static boolean belongs(Grant grant, TenantId tenant) {
        return grant.memberId().equals(tenant.memberId());
    }
}
