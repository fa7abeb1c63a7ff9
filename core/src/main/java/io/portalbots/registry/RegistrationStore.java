package io.portalbots.registry;

import io.portalbots.plan.Key;
import io.portalbots.plan.Registration;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.tenant.Tenant;
import java.time.Instant;
import java.util.List;

/**
 * The ledger of what is registered on portals. A tenant's ledger begins empty with each generation. Methods block.
 */
public interface RegistrationStore {

    List<Registration> registrations(Tenant tenant);

    /** The lines, each with the time of its last change: of the portal's last answer, if it gave one. */
    List<Line> lines(Tenant tenant);

    /** A line of the ledger, as it is since {@code changed} by the database's clock. */
    record Line(Registration registration, Instant changed) {}

    /**
     * Writes one line.
     *
     * @throws StaleClaimException if another has claimed the tenant, or it has a newer generation
     */
    void save(Claim claim, Tenant tenant, Registration registration);

    /**
     * Strikes one line.
     *
     * @throws StaleClaimException as {@link #save}
     */
    void forget(Claim claim, Tenant tenant, Key key);

    /** Strikes a bot the portal says was deleted, and all that belonged to it. */
    void forgetBot(Tenant tenant, long botId);

    /**
     * The portal dropped the application's event handlers: those that are bound alone are forgotten, and what carries one
     * is to be offered again.
     */
    void handlersDropped(Tenant tenant);

    /** How many listings of each kind are on portals of active tenants, and how many refused. */
    Totals totals();

    /**
     * Of all active tenants together.
     *
     * @param apps chat apps that portals took
     * @param refused listings that portals refused
     */
    record Totals(long apps, long refused) {}

    /** The claim passed to somebody else; whoever held it stops. */
    final class StaleClaimException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StaleClaimException(Claim claim) {
            super("the claim " + claim.fence() + " of " + claim.tenant() + " is over");
        }
    }
}
