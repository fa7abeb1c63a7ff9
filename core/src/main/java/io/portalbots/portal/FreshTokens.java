package io.portalbots.portal;

import io.portalbots.tenant.ChainStore;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantUnavailableException;
import io.portalbots.tenant.TokenSource;
import io.portalbots.tenant.Tokens;
import java.time.Duration;

/**
 * Tokens that are fresh anyway, for calls that are not worth a refresh. A chain that is refused is given up by others, who
 * need it.
 */
public final class FreshTokens implements TokenSource {

    /** Longer than a call waits for its turn and its answer. */
    private static final Duration ENOUGH = Duration.ofMinutes(2);

    private final ChainStore chains;

    public FreshTokens(ChainStore chains) {
        this.chains = chains;
    }

    @Override
    public Tokens current(Tenant tenant) {
        return chains.best(tenant)
                .filter(tokens -> tokens.left().compareTo(ENOUGH) > 0)
                .orElseThrow(() -> none(tenant));
    }

    @Override
    public Tokens renew(Tenant tenant, Tokens stale) {
        throw none(tenant);
    }

    @Override
    public Tokens instead(Tenant tenant, Tokens refused, String why) {
        throw none(tenant);
    }

    private static TenantUnavailableException none(Tenant tenant) {
        return new TenantUnavailableException(tenant.id() + " has no fresh access token");
    }
}
