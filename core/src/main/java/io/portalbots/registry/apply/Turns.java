package io.portalbots.registry.apply;

import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.tenant.TenantId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Lets an operator's work at a tenant wait until nobody else works at it. */
public final class Turns {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final TenantClaims claims;
    private final Consumer<Duration> pause;

    /** @param pause waits for so long */
    public Turns(TenantClaims claims, Consumer<Duration> pause) {
        this.claims = claims;
        this.pause = pause;
    }

    /**
     * Works under a claim, which is over then.
     *
     * @param patience how long to wait for it
     * @return empty, with nothing done, if another had the tenant all the time
     */
    <T> Optional<T> work(TenantId tenant, Duration patience, Function<Claim, T> work) {
        var claim = claims.take(tenant, LIMIT);
        for (var left = patience; claim.isEmpty() && left.isPositive(); left = left.minus(PAUSE)) {
            pause.accept(PAUSE);
            claim = claims.take(tenant, LIMIT);
        }
        return claim.map(taken -> {
            try {
                return work.apply(taken);
            } finally {
                claims.release(taken);
            }
        });
    }
}
