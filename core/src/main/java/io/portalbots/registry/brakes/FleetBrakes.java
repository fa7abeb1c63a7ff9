package io.portalbots.registry.brakes;

import io.portalbots.plan.Key;
import io.portalbots.plan.Registration;
import io.portalbots.plan.Wishes;
import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.Waiting;
import io.portalbots.registry.Brakes;
import io.portalbots.registry.Leaving;
import io.portalbots.registry.brakes.Hold.Cause;
import io.portalbots.registry.brakes.Hold.Found;
import io.portalbots.registry.brakes.Hold.Matter;
import io.portalbots.tenant.AppSwitches;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The brakes of all processes on one database. A new set of plugins is judged once, by what all tenants have, before the
 * first of them is touched; what plugins take away without that is counted as it goes, until it becomes too much.
 */
public final class FleetBrakes implements Brakes {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HoldStore store;
    private final HoldBoard board;
    private final House house;
    private final Limits limits;
    private final Leaving leaving;
    private final Allowance allowance;
    private final AtomicReference<Judging> judging = new AtomicReference<>(new Judging(
            PluginSet.empty(), CompletableFuture.failedFuture(new IllegalStateException("nothing is judged yet"))));

    /** What they are about. */
    public record House(
            Map<String, Application> applications, Supplier<PluginSet> plugins, AppSwitches switches, Waiting waiting) {

        public House {
            applications = Map.copyOf(applications);
        }

        Standing standing(Collection<String> known) {
            return Standing.of(plugins.get(), applications, known);
        }
    }

    /** A set of plugins that is judged or was. */
    private record Judging(PluginSet set, CompletableFuture<Boolean> done) {}

    public FleetBrakes(HoldStore store, HoldBoard board, House house, Limits limits) {
        this.store = store;
        this.board = board;
        this.house = house;
        this.limits = limits;
        this.leaving = new Leaving(house.switches());
        this.allowance = new Allowance(store, limits);
    }

    @Override
    public Wishes on(Tenant tenant, Wishes wishes, Collection<Registration> ledger) {
        judged();
        var id = tenant.id();
        leaving.of(id, wishes, ledger).forEach((plugin, keys) -> brake(id, plugin, keys));
        return Held.of(board.fresh().holds(), id).keep(wishes, ledger);
    }

    /** Likewise, by what is held now; counts nothing and holds nothing more. For those who only want to know. */
    public Wishes look(Tenant tenant, Wishes wishes, Collection<Registration> ledger) {
        return Held.of(board.fresh().holds(), tenant.id()).keep(wishes, ledger);
    }

    /** Judges the plugins, unless that is done. */
    public void judged() {
        var set = house.plugins().get();
        var last = Objects.requireNonNull(judging.get());
        if (last.set().equals(set) && !last.done().isCompletedExceptionally()) {
            await(last);
            return;
        }
        var mine = new Judging(set, new CompletableFuture<>());
        if (judging.compareAndSet(last, mine)) {
            try {
                judge();
                mine.done().complete(true);
            } finally {
                mine.done().completeExceptionally(new IllegalStateException("the plugins could not be judged"));
            }
        } else {
            judged();
        }
    }

    private void await(Judging other) {
        if (!other.done().isDone()) {
            try {
                house.waiting().on(other.done(), PATIENCE);
            } catch (TimeoutException e) {
                throw new IllegalStateException("the plugins are still being judged", e);
            }
        }
    }

    private void judge() {
        var now = board.look();
        var census = store.census();
        var accepted = store.accepted();
        allowance.of(census.apps(), now.spent());
        var known = new HashSet<>(census.plugins());
        known.addAll(accepted.keySet());
        now.holds().forEach(hold -> known.add(hold.matter().plugin()));
        var standing = house.standing(known);
        var judgement =
                Judgement.of(standing, Gone.of(standing, census), new Rollout(standing, census, accepted), now, limits);
        judgement.found().forEach(board::hold);
        judgement.over().forEach(board::end);
        store.accept(judgement.outgoing());
        if (judgement.isNews()) {
            board.raise();
        }
        board.look();
    }

    /** Lets things go that are approved or few, and holds their plugin otherwise. */
    private void brake(TenantId tenant, String plugin, Set<Key> keys) {
        var now = board.fresh();
        var state =
                house.standing(Set.of(plugin)).of(tenant.application(), plugin).orElse(Standing.ABSENT);
        if (Held.of(now.holds(), tenant).holds(plugin)
                || now.holds().stream().anyMatch(hold -> hold.approves(tenant, plugin, state, now.now()))
                || allowance.takes(tenant, keys, board.mark())) {
            return;
        }
        var then = board.look(); // an older database may have said no
        if (!Held.of(then.holds(), tenant).holds(plugin)) {
            then.holds().stream().filter(hold -> hold.expired(then.now())).forEach(board::end);
            board.hold(tooMuch(tenant, plugin, state, keys.size(), then.spent()));
            board.look();
        }
    }

    private Found tooMuch(TenantId tenant, String plugin, String state, long apps, long spent) {
        var elsewhere = house.plugins().get().find(plugin).isPresent();
        var application = state.equals(Standing.ABSENT) && elsewhere ? tenant.application() : "";
        var said = "plugin " + plugin + " takes away more apps than may go within a day: " + spent
                + " went, no more than " + allowance.most() + " may, and " + tenant + " would lose " + apps;
        return new Found(new Matter(application, plugin, Cause.SHARE, state), said, apps, 1);
    }
}
