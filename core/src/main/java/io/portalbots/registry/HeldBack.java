package io.portalbots.registry;

import io.portalbots.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;

/** Tells what {@link Brakes} keep back. Methods block. */
public interface HeldBack {

    /** Nothing is. */
    HeldBack NOTHING = (tenant, plugin) -> Optional.empty();

    /** Why a plugin's apps are held on a tenant's portal; empty if they are not. */
    Optional<Reason> of(TenantId tenant, String plugin);

    /**
     * Why something is held.
     *
     * @param id by which operators approve it
     * @param said for people
     */
    record Reason(long id, Instant since, String said) {}
}
