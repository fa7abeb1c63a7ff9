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
    private int others;
    private Runnable onRenewal = () -> {};

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
        onRenewal.run();
        return current(tenant);
    }

    /** How many people's tokens there are besides. */
    void hasOthers(int count) {
        others = count;
    }

    /** What else comes of a renewal. */
    void onRenewal(Runnable effect) {
        onRenewal = effect;
    }

    @Override
    public Tokens instead(Tenant tenant, Tokens refused, String why) {
        lost = why;
        if (others-- == 0) {
            throw new TenantUnavailableException(why);
        }
        return current(tenant);
    }

    String lost() {
        return lost;
    }
}
