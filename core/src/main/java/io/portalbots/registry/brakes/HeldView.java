package io.portalbots.registry.brakes;

import io.portalbots.plan.Registration;
import io.portalbots.plan.Wishes;
import io.portalbots.registry.Brakes;
import io.portalbots.tenant.Tenant;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What is held by now, for those who only look: holds nothing more, and writes nothing at all. */
public final class HeldView implements Brakes {

    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final HoldStore store;
    private volatile Seen seen = new Seen(List.of(), 0, false);

    private record Seen(List<Hold> holds, long nanos, boolean any) {}

    public HeldView(HoldStore store) {
        this.store = store;
    }

    @Override
    public Wishes on(Tenant tenant, Wishes wishes, Collection<Registration> ledger) {
        return Held.of(holds(), tenant.id()).keep(wishes, ledger);
    }

    private List<Hold> holds() {
        var last = seen;
        if (last.any() && System.nanoTime() - last.nanos() < FRESH) {
            return last.holds();
        }
        var now = new Seen(store.board().holds(), System.nanoTime(), true);
        seen = now;
        return now.holds();
    }
}
