package io.portalbots.registry;

import io.portalbots.plan.Registration;
import io.portalbots.plan.Wishes;
import io.portalbots.tenant.Tenant;
import java.util.Collection;

/** Keeps back what looks like a mistake, until an operator approved it. Methods block. */
public interface Brakes {

    /** Lets everything go. */
    Brakes NONE = (tenant, wishes, ledger) -> wishes;

    /**
     * Looks at what is about to be done with one portal.
     *
     * @param ledger all that is known of the portal
     * @return {@code wishes}, with the plugins that are held added to the undecided ones and their listings taken out, so
     *     that what they have stays as it is
     */
    Wishes on(Tenant tenant, Wishes wishes, Collection<Registration> ledger);

    /**
     * What is no mistake by its size.
     *
     * @param share of all bots and chat apps that may be removed within a day, 0 to 1
     * @param least how many may be removed within a day whatever their share is
     * @param tenants how many a change of plugins may touch; 0 for all
     */
    record Limits(double share, long least, long tenants) {

        public Limits {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("brakes.share must be 0 to 1 but is " + share);
            }
            if (least < 0) {
                throw new IllegalArgumentException("brakes.least must be 0 or more but is " + least);
            }
            if (tenants < 0) {
                throw new IllegalArgumentException("brakes.tenants must be 0 or more but is " + tenants);
            }
        }

        /** How many may be removed of so many. */
        public long removals(long total) {
            return Math.max(least, (long) Math.floor(share * total));
        }
    }
}
