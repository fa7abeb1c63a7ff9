package io.portalbots.plan;

import io.portalbots.plan.Registration.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A portal and its ledger, on which plans are carried out step by step. It takes everything; removing a bot takes along
 * what it owns. One step may be struck by a fault: it is not done, or it is done and nobody hears of it.
 */
final class PlannedPortal {

    private static final int ENOUGH = 6;

    /** What is on the portal under a number. */
    private record Thing(Slot slot, Optional<Key> owner, Map<String, String> fields, boolean hidden) {}

    private final Map<Slot, Registration> ledger = new TreeMap<>();
    private final Map<Long, Thing> things = new TreeMap<>();
    private long ids = 100;
    private int struck = -1;
    private boolean done;

    PlannedPortal(Collection<Registration> known) {
        known.forEach(line -> {
            ledger.put(line.slot(), line);
            line.id()
                    .ifPresent(id ->
                            things.put(++ids, new Thing(line.slot(), line.owner(), line.fields(), line.retired())));
        });
    }

    /** @param isDone whether the step is done though nobody hears of it */
    void strike(int step, boolean isDone) {
        struck = step;
        done = isDone;
    }

    Collection<Registration> ledger() {
        return List.copyOf(ledger.values());
    }

    /** Carries out plans until there is nothing to plan. */
    void settle(Supplier<List<Step>> plans) {
        struck = -1;
        for (var round = 0; round < ENOUGH; round++) {
            execute(plans.get());
        }
        if (!plans.get().isEmpty()) {
            throw new AssertionError("comes to no rest: " + plans.get());
        }
    }

    void execute(List<Step> steps) {
        for (var number = 0; number < steps.size(); number++) {
            var step = steps.get(number);
            var heard = number != struck;
            var stays = struck >= 0
                    && struck < number
                    && steps.get(struck) instanceof Step.Unregister kept
                    && kept.slot().equals(step.slot());
            if (stays) {
                continue;
            }
            if (heard || done) {
                perform(step, heard);
            } else if (step instanceof Step.Register register) {
                ledger.put(register.slot(), Registration.unknown(register.listing()));
            }
        }
    }

    private void perform(Step step, boolean heard) {
        switch (step) {
            case Step.Register register -> {
                if (register.listing().owner().isEmpty()
                        || number(new Slot(register.listing().owner().get(), 1)).isPresent()) {
                    register(register, heard);
                }
            }
            case Step.Update update -> {
                number(update.slot()).ifPresent(id -> put(id, update.listing(), false));
                if (heard) {
                    ledger.put(
                            update.slot(),
                            Registration.of(
                                    update.listing(), update.present().id().orElseThrow()));
                }
            }
            case Step.Retire retire -> {
                if (ledger.containsKey(retire.successor())
                        && ledger.get(retire.successor()).id().isPresent()) {
                    number(retire.slot()).ifPresent(id -> {
                        things.computeIfPresent(
                                id, (any, thing) -> new Thing(thing.slot(), thing.owner(), thing.fields(), true));
                    });
                    if (heard) {
                        ledger.put(retire.slot(), PlannerTest.retired(retire.present(), false));
                    }
                }
            }
            case Step.Unregister unregister -> {
                number(unregister.slot()).ifPresent(things::remove);
                things.values()
                        .removeIf(thing ->
                                thing.owner().filter(unregister.key()::equals).isPresent());
                if (heard) {
                    ledger.remove(unregister.slot());
                    ledger.values()
                            .removeIf(line -> line.owner()
                                    .filter(unregister.key()::equals)
                                    .isPresent());
                }
            }
            case Step.Forget forget -> ledger.remove(forget.slot());
            case Step.Doubt doubt -> ledger.put(doubt.slot(), doubt.present().doubted(doubt.why()));
        }
    }

    private void register(Step.Register step, boolean heard) {
        var known = number(step.slot());
        if (known.isEmpty()) {
            put(++ids, step.listing(), false);
        } else if (step.uncertain()) {
            put(known.getAsLong(), step.listing(), false);
        }
        ledger.put(
                step.slot(),
                heard
                        ? Registration.of(step.listing(), number(step.slot()).orElseThrow())
                        : Registration.unknown(step.listing()));
    }

    private void put(long id, Listing listing, boolean hidden) {
        things.put(
                id, new Thing(new Slot(listing.key(), listing.revision()), listing.owner(), content(listing), hidden));
    }

    private OptionalLong number(Slot slot) {
        return things.entrySet().stream()
                .filter(entry -> entry.getValue().slot().equals(slot))
                .mapToLong(Map.Entry::getKey)
                .findFirst();
    }

    /** What people see there. */
    Map<Key, Map<String, String>> apps() {
        var seen = new TreeMap<Key, Map<String, String>>();
        things.values().stream()
                .filter(thing -> !thing.hidden())
                .forEach(thing -> seen.put(thing.slot().key(), thing.fields()));
        return seen;
    }

    /** Slots that are there more than once. */
    List<Slot> duplicates() {
        var counts = new HashMap<Slot, Long>(
                things.values().stream().collect(Collectors.groupingBy(Thing::slot, Collectors.counting())));
        counts.values().removeIf(count -> count == 1);
        return new ArrayList<>(counts.keySet());
    }

    /** What a listing looks like, whichever of its codes it has. */
    static Map<String, String> content(Listing listing) {
        var fields = new TreeMap<>(listing.fields());
        fields.remove("code");
        return fields;
    }
}
