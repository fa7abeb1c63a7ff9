package io.portalbots.registry;

import io.portalbots.plan.Registration;
import io.portalbots.plan.Registration.Slot;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.tenant.Tenant;
import java.time.Duration;
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
     * Writes entries, all or none of them.
     *
     * @param entries at most one for each slot
     * @throws StaleClaimException if another has claimed the tenant, it has a newer generation, or is not active
     */
    void write(Claim claim, Tenant tenant, List<Entry> entries);

    /** What is written into the ledger. */
    sealed interface Entry {

        Slot slot();

        /** A line, in place of the one of the same slot; that it is retired stays. */
        record Save(Registration line) implements Entry {
            @Override
            public Slot slot() {
                return line.slot();
            }
        }

        /** A later revision serves; this one is kept for so long. */
        record Retire(Slot slot, Duration kept) implements Entry {}

        /** The portal does not have it. */
        record Strike(Slot slot) implements Entry {}
    }

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
