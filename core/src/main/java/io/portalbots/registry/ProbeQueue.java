package io.portalbots.registry;

import io.portalbots.registry.ReconcileQueue.Claim;
import java.time.Duration;
import java.util.List;

/**
 * Whose portals are to be asked whether they still have what they took: active tenants that are not due, and whose access
 * token stays fresh for some minutes, so that nobody refreshes one for this. Shared by all processes on one database.
 * Methods block.
 *
 * <p>A claim is one of {@link ReconcileQueue}, so that a tenant is never probed and reconciled at once; it is ended here.
 */
public interface ProbeQueue {

    /** The most that are claimed at once. */
    int MOST = 256;

    /**
     * Claims tenants that were not probed for so long, those first whose token ends first.
     *
     * @param most up to {@link #MOST}
     */
    List<Claim> claim(int most, Duration every, Duration limit);

    /**
     * Ends a claim.
     *
     * @param ago since when the tenant counts as probed: zero, or more if it should come sooner than usual
     */
    void done(Claim claim, Duration ago);
}
