package io.portalbots.registry.brakes;

import io.portalbots.registry.HeldBack;
import io.portalbots.registry.brakes.Hold.Cause;
import io.portalbots.registry.brakes.Hold.Found;
import io.portalbots.registry.brakes.HoldStore.Board;
import io.portalbots.tenant.Audit;
import io.portalbots.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The holds of all processes as one of them sees them, at most a second old. Whoever looks sees to the database, too: an
 * older one, or one whose clock was set back, holds everything.
 */
public final class HoldBoard implements HeldBack {

    private static final long FRESH = Duration.ofSeconds(1).toNanos();
    private static final long RAISE = Duration.ofMinutes(10).toNanos();

    /** A process that starts with the plugins there were writes nothing at once, and one that goes on starting marks all the same. */
    private static final long FIRST_RAISE = Duration.ofMinutes(1).toNanos();

    private final HoldStore store;
    private final DatabaseWatch watch;
    private final HoldNews news;
    private final Runnable released;
    private final LongSupplier nanos;
    private final AtomicLong looks = new AtomicLong();
    private final AtomicReference<Optional<View>> view = new AtomicReference<>(Optional.empty());
    private volatile long raisedAt;

    /** What the {@code look}th look showed, and the highest mark before. */
    private record View(long look, long nanos, long mark, Board board) {}

    /** @param released is run when tenants have to be looked at again, because something is not held any more */
    public HoldBoard(HoldStore store, Marker marker, Audit audit, BrakeMetrics metrics, Runnable released) {
        this(store, marker, audit, metrics, released, System::nanoTime);
    }

    HoldBoard(
            HoldStore store, Marker marker, Audit audit, BrakeMetrics metrics, Runnable released, LongSupplier nanos) {
        this.store = store;
        this.watch = new DatabaseWatch(marker);
        this.news = new HoldNews(audit, metrics);
        this.released = released;
        this.nanos = nanos;
        this.raisedAt = nanos.getAsLong() - RAISE + FIRST_RAISE;
    }

    /** Everything that is held or approved, oldest first, as it is now. */
    public List<Hold> holds() {
        return look().holds();
    }

    @Override
    public Optional<Reason> of(TenantId tenant, String plugin) {
        return store.board().holds().stream()
                .filter(hold -> hold.open() && hold.about(tenant, plugin))
                .findFirst()
                .map(hold -> new Reason(hold.id(), hold.since(), hold.found().said()));
    }

    /**
     * Lets go what is held.
     *
     * @return the hold as it is approved; empty if there is none
     */
    public Optional<Hold> approve(long id, String by, String reason) {
        var open = store.board().holds().stream().anyMatch(hold -> hold.id() == id && hold.open());
        var approved = store.approve(id, by, reason);
        if (open) {
            approved.ifPresent(hold -> news.approved(hold, by, reason));
        }
        look();
        return approved;
    }

    Board fresh() {
        return Objects.requireNonNull(view.get())
                .filter(seen -> nanos.getAsLong() - seen.nanos() < FRESH)
                .map(View::board)
                .orElseGet(this::look);
    }

    /** Looks again at what is held, and at the database. */
    public Board look() {
        var seen = see();
        var wrong = watch.look(seen.board(), seen.mark());
        if (wrong.isPresent()) {
            distrust(wrong.get(), seen.board());
        } else if (seen.board().holds().stream().noneMatch(HoldBoard::doubtsTheClock)) {
            watch.trust(seen.board());
        }
        var now = seen.board().now();
        var over = seen.board().holds().stream()
                .filter(hold -> DatabaseWatch.over(hold, now))
                .toList();
        over.forEach(this::end);
        if (nanos.getAsLong() - raisedAt > RAISE) {
            raise();
        }
        return wrong.isPresent() || !over.isEmpty() ? see().board() : seen.board();
    }

    private static boolean doubtsTheClock(Hold hold) {
        return hold.matter().cause() == Cause.CLOCK && hold.open();
    }

    private View see() {
        var look = looks.incrementAndGet();
        var seen = new View(look, nanos.getAsLong(), watch.mark(), store.board());
        var before = view.getAndUpdate(
                last -> last.filter(other -> other.look() > look).isPresent() ? last : Optional.of(seen));
        news.open(seen.board().holds());
        if (before.filter(last -> releases(last, seen)).isPresent()) {
            released.run();
        }
        return seen;
    }

    private static boolean releases(View before, View after) {
        return before.look() < after.look()
                && before.board().holds().stream()
                        .filter(Hold::open)
                        .anyMatch(held -> after.board().holds().stream()
                                .noneMatch(hold -> hold.open() && hold.id() == held.id()));
    }

    private void distrust(Found wrong, Board board) {
        var cause = wrong.matter().cause();
        var held = board.holds().stream()
                .anyMatch(hold -> hold.open() && hold.matter().cause() == cause);
        if (!held && store.census().entries().isEmpty()) {
            watch.trust(board); // there is nothing to lose
        } else if (!held) {
            hold(wrong);
        }
        if (cause == Cause.OLDER_DATABASE) {
            raise();
        }
    }

    /** Marks the database as newer than it was. */
    void raise() {
        raisedAt = nanos.getAsLong();
        watch.raised(store.raise(watch.mark()));
    }

    long mark() {
        return watch.mark();
    }

    void hold(Found found) {
        store.hold(found).ifPresent(news::held);
    }

    void end(Hold hold) {
        if (store.end(hold.id())) {
            news.ended(hold);
        }
    }
}
