package io.portalbots.registry;

import io.portalbots.plan.Registration;
import io.portalbots.plan.Wishes;
import io.portalbots.tenant.Tenant;
import java.util.Collection;

/** Keeps back what looks like a mistake, until an operator approved it. */
public interface Brakes {

    /** Keeps nothing back. */
    Brakes NONE = (tenant, wishes, ledger) -> wishes;

    /**
     * What is wished of a tenant's portal after all: of plugins that are held nothing, and they are undecided, so that
     * what they have stays as it is.
     */
    Wishes on(Tenant tenant, Wishes wishes, Collection<Registration> ledger);
}
