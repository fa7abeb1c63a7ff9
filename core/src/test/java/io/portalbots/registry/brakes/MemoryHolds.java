package io.portalbots.registry.brakes;

import io.portalbots.registry.brakes.Census.Entry;
import io.portalbots.registry.brakes.Hold.Approval;
import io.portalbots.registry.brakes.Hold.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds kept in memory, over a fleet as it is told. */
final class MemoryHolds implements HoldStore {

    final AtomicInteger censuses = new AtomicInteger();
    private final Map<String, String> accepted = new TreeMap<>();
    private List<Hold> holds = new ArrayList<>();
    private List<Entry> entries = List.of();
    private Map<String, Long> tenants = Map.of();
    private long ids;
    long mark;
    long spent;
    Instant now = Instant.parse("2026-11-22T12:00:00Z");

    /** So many tenants of the application {@code app}. */
    MemoryHolds tenants(long count) {
        tenants = Map.of("app", count);
        return this;
    }

    MemoryHolds has(Entry... some) {
        entries = List.of(some);
        return this;
    }

    /** Loses what was written since the mark was lower, as a restored backup has. */
    void restore(long lower) {
        mark = lower;
        holds = new ArrayList<>();
    }

    @Override
    public Board board() {
        return new Board(mark, now, spent, holds);
    }

    @Override
    public Census census() {
        censuses.incrementAndGet();
        return new Census(entries, tenants);
    }

    @Override
    public Optional<Hold> hold(Found found) {
        if (holds.stream().anyMatch(hold -> hold.matter().equals(found.matter()))) {
            return Optional.empty();
        }
        var hold = new Hold(++ids, found, now, Optional.empty());
        holds.add(hold);
        return Optional.of(hold);
    }

    @Override
    public boolean end(long id) {
        return holds.removeIf(hold -> hold.id() == id);
    }

    @Override
    public Optional<Hold> approve(long id, String by, String reason) {
        holds.replaceAll(hold -> hold.id() == id && hold.open()
                ? new Hold(id, hold.found(), hold.since(), Optional.of(new Approval(now, by, reason)))
                : hold);
        return holds.stream().filter(hold -> hold.id() == id).findFirst();
    }

    @Override
    public boolean spend(long apps, long most, long seen) {
        var may = spent + apps <= most && mark >= seen;
        spent += may ? apps : 0;
        return may;
    }

    @Override
    public long raise(long seen) {
        mark = Math.max(mark, seen) + 1;
        return mark;
    }

    @Override
    public Map<String, String> accepted() {
        return Map.copyOf(accepted);
    }

    @Override
    public void accept(Map<String, String> states) {
        accepted.putAll(states);
    }
}
