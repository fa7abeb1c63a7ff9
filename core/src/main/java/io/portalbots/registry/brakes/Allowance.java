package io.portalbots.registry.brakes;

import io.portalbots.plan.Key;
import io.portalbots.registry.Brakes;
import io.portalbots.tenant.TenantId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How many bots and chat apps may be removed within a day, counted once each however often a portal is tried. */
final class Allowance {

    /** After so many tenants it begins to count anew, and may count a portal twice that was out of reach. */
    private static final int MOST = 50_000;

    private static final long UNCOUNTED = -1;

    private final HoldStore store;
    private final Brakes.Limits limits;
    private final Map<TenantId, Set<Key>> counted = new ConcurrentHashMap<>();
    private volatile long total = UNCOUNTED;

    Allowance(HoldStore store, Brakes.Limits limits) {
        this.store = store;
        this.limits = limits;
    }

    /**
     * Of so many bots and apps a part may be removed: those that are there, and those that were {@code spent} today. Some of
     * the latter may be there still, under way, so by them a fleet that was counted before has not grown.
     */
    void of(long there, long spent) {
        var both = there + spent;
        total = total == UNCOUNTED ? both : Math.max(there, Math.min(total, both));
    }

    long most() {
        return limits.removals(total);
    }

    /** Whether these may be removed as well. */
    boolean takes(TenantId tenant, Set<Key> keys, long mark) {
        var before = counted.getOrDefault(tenant, Set.of());
        var more = new HashSet<>(keys);
        more.removeAll(before);
        if (!more.isEmpty() && !spend(more.size(), mark)) {
            return false;
        }
        if (counted.size() > MOST) {
            counted.clear();
        }
        more.addAll(before);
        counted.put(tenant, more);
        return true;
    }

    /** Counts the fleet again before it says no: it may have grown. */
    private boolean spend(long apps, long mark) {
        if (store.spend(apps, most(), mark)) {
            return true;
        }
        total = Math.max(total, store.census().apps());
        return store.spend(apps, most(), mark);
    }
}
