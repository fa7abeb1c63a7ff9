package io.portalbots.portal;

import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TokenSource;
import io.portalbots.tenant.Tokens;
import java.time.Instant;

/** Tokens called t1, t2, ..: the next with each renewal. */
final class GivenTokens implements TokenSource {

    private int version = 1;

    int renewals() {
        return version - 1;
    }

    @Override
    public Tokens current(Tenant tenant) {
        return new Tokens(Secret.of("t" + version), Secret.of("r" + version), Instant.MAX, version);
    }

    @Override
    public Tokens renew(Tenant tenant, Tokens stale) {
        version++;
        return current(tenant);
    }
}
