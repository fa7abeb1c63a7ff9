package io.portalbots.portal;

import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantUnavailableException;
import io.portalbots.tenant.TokenSource;
import io.portalbots.tenant.Tokens;
import java.time.Duration;

/** Tokens called t1, t2, ..: the next with each renewal. */
final class GivenTokens implements TokenSource {

    private int version = 1;
    private String lost = "";

    int renewals() {
        return version - 1;
    }

    @Override
    public Tokens current(Tenant tenant) {
        return new Tokens(1, Secret.of("t" + version), Secret.of("r" + version), Duration.ofHours(1), version);
    }

    @Override
    public Tokens renew(Tenant tenant, Tokens stale) {
        version++;
        return current(tenant);
    }

    /** There is no other. */
    @Override
    public Tokens instead(Tenant tenant, Tokens refused, String why) {
        lost = why;
        throw new TenantUnavailableException(why);
    }

    String lost() {
        return lost;
    }
}
