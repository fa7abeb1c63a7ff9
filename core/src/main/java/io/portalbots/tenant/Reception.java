package io.portalbots.tenant;

import io.portalbots.tenant.AuthorizationServer.Redeemed;
import java.util.Map;
import java.util.Optional;

/**
 * Confirms visitors by the access token their portal posted: the authorization server says that it was issued to our
 * application, and the portal, at the address we know it by, whose it is. An administrator leaves a chain of tokens.
 */
public final class Reception implements Visitors {

    private final Map<String, Application> applications;
    private final TenantStore tenants;
    private final ChainStore chains;
    private final AuthorizationServer authorization;
    private final PortalProbe portals;
    private final Installations installations;

    public Reception(
            Map<String, Application> applications,
            TenantStore tenants,
            ChainStore chains,
            AuthorizationServer authorization,
            PortalProbe portals,
            Installations installations) {
        this.applications = Map.copyOf(applications);
        this.tenants = tenants;
        this.chains = chains;
        this.authorization = authorization;
        this.portals = portals;
        this.installations = installations;
    }

    @Override
    public Visitor install(Claim claim, Secret accessToken, String source) {
        var visitor = installed(claim, source);
        var known = known(claim);
        // A page that is loaded again posts the refresh token that was spent the first time.
        return visitor instanceof Visitor.Stranger && known.isPresent()
                ? received(known.get(), claim, accessToken)
                : visitor;
    }

    @Override
    public Visitor admit(Claim claim, Secret accessToken, String source) {
        var known = known(claim).filter(tenant -> tenants.recognises(tenant.id(), claim.applicationToken()));
        if (known.isEmpty()) {
            return install(claim, accessToken, source);
        }
        try {
            return received(known.get(), claim, accessToken);
        } catch (PortalUnavailableException e) {
            return installed(claim, source); // it may have moved; the authorization server knows where to
        }
    }

    private Optional<Tenant> known(Claim claim) {
        return tenants.find(claim.tenant()).filter(Reception::hasTokens);
    }

    private static boolean hasTokens(Tenant tenant) {
        return switch (tenant.state()) {
            case TenantState.Active active -> true;
            case TenantState.Suspended suspended -> true;
            case TenantState.Unreachable unreachable -> true;
            case TenantState.AuthLost lost -> false;
            case TenantState.Removed removed -> false;
            case TenantState.Unverified unverified -> false;
        };
    }

    private Visitor received(Tenant tenant, Claim claim, Secret access) {
        var application = applications.get(tenant.id().application());
        if (application == null) {
            return new Visitor.Stranger("no application named " + tenant.id().application() + " is configured");
        }
        if (!authorization.issued(application, claim.serverEndpoint(), access)) {
            return new Visitor.Stranger("its access token is not one of application " + application.name());
        }
        var standing = portals.ask(tenant.endpoint(), access);
        if (!standing.administrator()) {
            return new Visitor.Employee(tenant, standing.user());
        }
        if (chains.live(tenant, standing.user()).isEmpty()) {
            keep(application, tenant, claim, standing.user());
        }
        return new Visitor.Administrator(tenant, standing.user());
    }

    /** One more chain for the day the others are lost; without it the visit is no worse. */
    private void keep(Application application, Tenant tenant, Claim claim, long user) {
        try {
            if (authorization.redeem(application, claim.serverEndpoint(), claim.refreshToken())
                            instanceof Redeemed.Granted granted
                    && TenantLife.belongs(granted.grant(), tenant.id())
                    && granted.grant().user() == user) {
                chains.add(tenant, Chain.Role.ADMINISTRATOR, granted.grant().tokens(user, 1));
            }
        } catch (PortalUnavailableException e) {
            return;
        }
    }

    private Visitor installed(Claim claim, String source) {
        return switch (installations.install(claim, source)) {
            case Installations.Outcome.Installed installed ->
                new Visitor.Administrator(installed.tenant(), installed.user());
            case Installations.Outcome.Rejected rejected -> new Visitor.Stranger(rejected.why());
        };
    }
}
