package io.portalbots.tenant;

import io.portalbots.tenant.AuthorizationServer.Redeemed;
import io.portalbots.tenant.TenantStore.Installation;

/**
 * How tenants come and go. Nothing a request claims is believed before the authorization server and the portal
 * confirmed it, and no host a request names is ever contacted.
 */
public final class TenantLife implements Installations {

    private static final int ATTEMPTS = 3;

    private final TenantStore tenants;
    private final AuthorizationServer authorization;
    private final PortalProbe portals;
    private final TokenSource tokens;

    public TenantLife(TenantStore tenants, AuthorizationServer authorization, PortalProbe portals, TokenSource tokens) {
        this.tenants = tenants;
        this.authorization = authorization;
        this.portals = portals;
        this.tokens = tokens;
    }

    @Override
    public Outcome install(Claim claim) {
        return switch (authorization.redeem(claim.application(), claim.refreshToken(), 1)) {
            case Redeemed.Refused refused -> new Outcome.Rejected("the authorization server says " + refused.error());
            case Redeemed.Granted granted -> prove(claim, granted);
        };
    }

    private Outcome prove(Claim claim, Redeemed.Granted granted) {
        if (!granted.memberId().equals(claim.memberId())) {
            return new Outcome.Rejected("its token belongs to portal " + granted.memberId());
        }
        var standing = standing(granted, ATTEMPTS);
        if (!standing.administrator()) {
            return new Outcome.Rejected("its token belongs to somebody who is no administrator");
        }
        var id = new TenantId(claim.application().name(), granted.memberId());
        return new Outcome.Installed(tenants.install(new Installation(
                id, granted.endpoint(), standing.language(), claim.applicationToken(), granted.tokens())));
    }

    /** The refresh token is spent by now and the portal tells of its installation once, so a silence is not the end. */
    private PortalProbe.Standing standing(Redeemed.Granted granted, int attempts) {
        try {
            return portals.ask(granted.endpoint(), granted.tokens().access());
        } catch (PortalUnavailableException e) {
            if (attempts > 1) {
                return standing(granted, attempts - 1);
            }
            throw e;
        }
    }

    @Override
    public boolean uninstall(Tenant tenant) {
        if (!tenant.active() || !isInstalled(tenant)) {
            tenants.move(tenant, new TenantState.Removed("uninstalled"));
            return true;
        }
        return false;
    }

    private boolean isInstalled(Tenant tenant) {
        try {
            return tenants.tokens(tenant)
                    .map(stored -> tokens.renew(tenant, stored))
                    .isPresent();
        } catch (TenantUnavailableException e) {
            return false;
        }
    }
}
