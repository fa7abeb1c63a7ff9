package io.portalbots.chat;

import io.portalbots.chat.Inbox.Kept;
import io.portalbots.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Lets events be handled: of each tenant a few at once, of each dialog one after the other, and of tenants in turn, where
 * an event more is a turn more for whoever has many. Holds a bounded number of events; for what it has no room, and what
 * was left unclaimed for that, it asks to be {@link #look looked} after. For any thread; never blocks.
 */
public final class Dispatch {

    /**
     * How much is done and held.
     *
     * @param eachAtOnce events of one tenant that are handled at once
     * @param atOnce events of all tenants that are
     * @param eachHeld events of one tenant that are here, handled or waiting
     * @param held events of all tenants that are
     */
    public record Limits(int eachAtOnce, int atOnce, int eachHeld, int held) {

        public static final Limits USUAL = new Limits(4, 1024, 32, 10_000);
    }

    /**
     * What may be claimed now.
     *
     * @param full tenants of which nothing may
     */
    public record Look(int most, int each, Collection<TenantId> full, long since) {}

    private static final int CLAIMED_AT_ONCE = 256;

    private final Limits limits;
    private final Executor threads;
    private final Consumer<Kept> handling;
    private final Runnable hungry;
    private final Map<TenantId, TenantQueue> queues = new HashMap<>();
    private final Queue<TenantQueue> turns = new ArrayDeque<>();
    private final Map<TenantId, Long> left = new HashMap<>();
    private final Map<Long, Held> held = new HashMap<>();
    private volatile long offeredAt = System.nanoTime();
    private int atWork;
    private long refusals;
    private boolean stopping;

    private record Held(Kept event, long since) {}

    /**
     * Nothing is handled before something is offered.
     *
     * @param threads run what may wait
     * @param handling handles one event, and keeps its exceptions to itself
     * @param hungry is told when there is room for events that were left unclaimed
     */
    public Dispatch(Limits limits, Executor threads, Consumer<Kept> handling, Runnable hungry) {
        this.limits = limits;
        this.threads = threads;
        this.handling = handling;
        this.hungry = hungry;
    }

    /**
     * Whether an event of the tenant that arrives now may be claimed and offered. While others of it are left unclaimed,
     * it may not, because they are earlier.
     */
    public synchronized boolean room(TenantId tenant) {
        if (!stopping && !left.containsKey(tenant) && held.size() < limits.held() && held(tenant) < limits.eachHeld()) {
            return true;
        }
        left.put(tenant, ++refusals);
        return false;
    }

    private int held(TenantId tenant) {
        var queue = queues.get(tenant);
        return queue == null ? 0 : queue.held();
    }

    /** Takes over an event that this process claimed. */
    public void offer(Kept event) {
        offeredAt = System.nanoTime();
        synchronized (this) {
            if (held.putIfAbsent(event.id(), new Held(event, System.nanoTime())) != null) {
                return; // its claim ran out and was renewed by ourselves, and it is still under way
            }
            var queue = queues.computeIfAbsent(event.tenant(), TenantQueue::new);
            queue.add(event);
            giveTurn(queue);
        }
        begin();
    }

    private void giveTurn(TenantQueue queue) {
        if (!queue.hasTurn() && queue.ready(limits.eachAtOnce())) {
            queue.turn(true);
            turns.add(queue);
        }
    }

    private void begin() {
        for (var event : next()) {
            threads.execute(() -> handle(event));
        }
    }

    private synchronized List<Kept> next() {
        var events = new ArrayList<Kept>();
        while (!stopping && atWork < limits.atOnce() && !turns.isEmpty()) {
            var queue = turns.remove();
            queue.turn(false);
            events.add(queue.next());
            atWork++;
            giveTurn(queue);
        }
        return events;
    }

    private void handle(Kept event) {
        try {
            handling.accept(event);
        } finally {
            if (done(event)) {
                hungry.run();
            }
            begin();
        }
    }

    /** Whether there is room now for what was left unclaimed. */
    private synchronized boolean done(Kept event) {
        atWork--;
        held.remove(event.id());
        var queue = Objects.requireNonNull(queues.get(event.tenant()));
        queue.done(event);
        giveTurn(queue);
        if (queue.held() == 0) {
            queues.remove(event.tenant());
        }
        return left.containsKey(event.tenant()) && (queue.held() == limits.eachHeld() / 2 || queue.held() == 0);
    }

    /** What to claim now; empty room if there is none. Whatever comes of it has to be {@link #claimed told}. */
    public synchronized Look look() {
        var most = stopping ? 0 : Math.min(CLAIMED_AT_ONCE, limits.held() - held.size());
        var full = queues.values().stream()
                .filter(queue -> queue.held() > limits.eachHeld() / 2)
                .map(TenantQueue::tenant)
                .collect(Collectors.toSet());
        return new Look(Math.max(0, most), limits.eachHeld() / 2, full, refusals);
    }

    /** Takes over what was claimed. Tenants that had less than they might have nothing left, but for what came since. */
    public void claimed(Look look, List<Kept> events) {
        var each = events.stream().collect(Collectors.groupingBy(Kept::tenant, Collectors.counting()));
        synchronized (this) {
            if (events.size() < look.most()) {
                left.entrySet()
                        .removeIf(tenant -> tenant.getValue() <= look.since()
                                && !look.full().contains(tenant.getKey())
                                && each.getOrDefault(tenant.getKey(), 0L) < look.each());
            }
        }
        events.forEach(this::offer);
    }

    /** What has been held for {@code age} since it came, or was last told here: to be renewed. */
    public synchronized List<Kept> aged(Duration age) {
        var now = System.nanoTime();
        var old = held.values().stream()
                .filter(one -> now - one.since() > age.toNanos())
                .map(Held::event)
                .toList();
        old.forEach(event -> held.put(event.id(), new Held(event, now)));
        return old;
    }

    /** Begins nothing any more. Returns what was not begun, to be released. */
    public synchronized List<Kept> stop() {
        stopping = true;
        var waiting = queues.values().stream()
                .flatMap(queue -> queue.clear().stream())
                .toList();
        waiting.forEach(event -> held.remove(event.id()));
        turns.clear();
        return waiting;
    }

    /** How long ago the last event was offered. */
    public Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - offeredAt);
    }

    /** How many events are held. */
    public synchronized int held() {
        return held.size();
    }
}
