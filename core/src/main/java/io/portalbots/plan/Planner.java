package io.portalbots.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what to do so that a portal has what it should. Equal wishes and ledgers, in whatever order, give equal plans,
 * and a plan that was carried out leaves nothing to plan.
 *
 * <p>Removals come first, what is owned before its owner; then changes and additions, owners first.
 */
public final class Planner {

    private static final Comparator<Listing> OWNERS_FIRST = Comparator.comparing(
                    (Listing listing) -> listing.owner().isPresent())
            .thenComparing(Listing::key);
    private static final Comparator<Registration> OWNED_FIRST = Comparator.comparing(
                    (Registration registration) -> registration.owner().isEmpty())
            .thenComparing(Registration::key);

    private final NavigableMap<Key, Listing> wanted;
    private final NavigableMap<Key, Registration> present;
    private final Set<String> undecided;

    private Planner(Wishes wishes, Collection<Registration> ledger) {
        wanted = byKey(wishes.listings(), Listing::key);
        present = byKey(ledger, Registration::key);
        undecided = wishes.undecided();
    }

    public static List<Step> plan(Wishes wishes, Collection<Registration> ledger) {
        var planner = new Planner(wishes, ledger);
        var steps = new ArrayList<>(planner.removals());
        steps.addAll(planner.additions());
        return List.copyOf(steps);
    }

    private List<Step> removals() {
        return present.values().stream()
                .sorted(OWNED_FIRST)
                .filter(this::leaves)
                .<Step>map(
                        leaving -> leaving.id().isPresent() ? new Step.Unregister(leaving) : new Step.Forget(leaving))
                .toList();
    }

    private boolean leaves(Registration registration) {
        var listing = wanted.get(registration.key());
        if (listing != null) {
            return replaces(listing, registration);
        }
        return !undecided.contains(registration.key().plugin())
                && owned(registration.key()).allMatch(this::leaves);
    }

    /** A bot takes what it owns along, so it has to know who that is before it goes. */
    private Stream<Registration> owned(Key owner) {
        return present.values().stream()
                .filter(registration ->
                        registration.owner().filter(owner::equals).isPresent());
    }

    /** Whether the wish is beyond what an update can do to what is there. */
    private boolean replaces(Listing listing, @Nullable Registration there) {
        return there != null
                && there.id().isPresent()
                && !there.refuses(listing)
                && (!there.owner().equals(listing.owner())
                        || changed(listing, there).stream().anyMatch(Fields.FIXED::contains)
                        || listing.owner()
                                .map(wanted::get)
                                .filter(this::isReplaced)
                                .isPresent());
    }

    private boolean isReplaced(Listing listing) {
        return replaces(listing, present.get(listing.key()));
    }

    private List<Step> additions() {
        var steps = new ArrayList<Step>();
        var absent = new HashSet<Key>();
        wanted.values().stream().sorted(OWNERS_FIRST).forEach(listing -> {
            var there = present.get(listing.key());
            var hopeless = there != null && there.id().isEmpty() && there.refuses(listing);
            if (hopeless || listing.owner().filter(absent::contains).isPresent()) {
                absent.add(listing.key());
            } else {
                addition(listing, there).ifPresent(steps::add);
            }
        });
        return steps;
    }

    private Optional<Step> addition(Listing listing, @Nullable Registration there) {
        if (there == null || replaces(listing, there)) {
            return Optional.of(new Step.Register(listing, false));
        }
        if (there.id().isEmpty()) {
            return Optional.of(new Step.Register(listing, there.refusal().isEmpty()));
        }
        var changed = changed(listing, there);
        return changed.isEmpty() || there.refuses(listing)
                ? Optional.empty()
                : Optional.of(new Step.Update(listing, there, changed));
    }

    private static NavigableSet<String> changed(Listing listing, Registration there) {
        var wish = listing.fields();
        var names = new TreeSet<>(wish.keySet());
        names.addAll(there.fields().keySet());
        names.removeIf(name -> Optional.ofNullable(wish.get(name))
                .equals(Optional.ofNullable(there.fields().get(name))));
        return names;
    }

    private static <T> NavigableMap<Key, T> byKey(Collection<T> things, Function<T, Key> key) {
        var map = new TreeMap<Key, T>();
        things.forEach(thing -> map.put(key.apply(thing), thing));
        return map;
    }
}
