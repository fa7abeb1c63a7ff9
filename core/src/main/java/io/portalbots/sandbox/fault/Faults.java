package io.portalbots.sandbox.fault;

import io.portalbots.sandbox.model.Chance;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The faults that are set, oldest first. A request meets one of them at most. Confined to the event loop. */
public final class Faults {

    private final Chance chance;
    private final Map<Integer, Fault> byId = new TreeMap<>();
    private int last;

    /** No faults yet; {@code chance} decides where a probability is below 1. */
    public Faults(Chance chance) {
        this.chance = chance;
    }

    /** Sets a fault. */
    public Fault add(Fault.Wish wish) {
        var fault = new Fault(++last, wish);
        byId.put(fault.id(), fault);
        return fault;
    }

    /** All of them, those at rest too. */
    public Collection<Fault> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** Takes a fault back; empty if there is none of that number. */
    public Optional<Fault> remove(int id) {
        return Optional.ofNullable(byId.remove(id));
    }

    /** Takes all faults back. */
    public void clear() {
        byId.clear();
    }

    /** What strikes a request, if anything: the first fault that is for it and that chance allows. */
    public Optional<Harm> strike(Target target) {
        var found = byId.values().stream()
                .filter(fault -> fault.isFor(target))
                .filter(fault -> chance.strikes(fault.wish().probability()))
                .findFirst();
        found.ifPresent(Fault::strike);
        return found.map(fault -> fault.wish().harm());
    }
}
