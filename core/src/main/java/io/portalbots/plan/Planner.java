package io.portalbots.plan;

import io.portalbots.plan.Abilities.Again;
import io.portalbots.plan.Step.Register.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what to do so that a portal has what it should. Equal wishes and ledgers, in whatever order, give equal plans,
 * and a plan that was carried out leaves nothing to plan.
 *
 * <p>Removals come first, what is owned before its owner; then changes and additions, owners first; last what is only
 * hidden. What no update can
 * change is registered under another code, and the old one is kept, hidden, for old messages.
 */
public final class Planner {

    private static final String NO_ANSWER =
            "its registration was never answered, and asked once more the portal would have it twice";

    private static final Comparator<Listing> OWNERS_FIRST = Comparator.comparing(
                    (Listing listing) -> listing.owner().isPresent())
            .thenComparing(Listing::key);
    private static final Comparator<Registration> OWNED_FIRST = Comparator.comparing(
                    (Registration registration) -> registration.owner().isEmpty())
            .thenComparing(Registration::slot);

    private final NavigableMap<Key, Listing> wanted = new TreeMap<>();
    private final Map<Key, Map<String, String>> fields = new HashMap<>();
    private final IdentityHashMap<Registration, List<Change>> changes = new IdentityHashMap<>();
    private final Map<Key, Boolean> renewed = new HashMap<>();
    private final Collection<Registration> ledger;
    private final Map<Key, Shelf> shelves;
    private final Set<String> undecided;
    private final Function<String, Abilities> surfaces;

    private Planner(Wishes wishes, Collection<Registration> ledger, Function<String, Abilities> surfaces) {
        wishes.listings().forEach(listing -> wanted.put(listing.key(), listing));
        this.ledger = ledger;
        this.shelves = ledger.stream()
                .collect(Collectors.groupingBy(
                        Registration::key, Collectors.collectingAndThen(Collectors.toList(), Shelf::of)));
        this.undecided = wishes.undecided();
        this.surfaces = surfaces;
    }

    /**
     * Plans.
     *
     * @param surfaces what portals can do with the things of a surface, by its name
     */
    public static List<Step> plan(
            Wishes wishes, Collection<Registration> ledger, Function<String, Abilities> surfaces) {
        var planner = new Planner(wishes, ledger, surfaces);
        var steps = new ArrayList<>(planner.removals());
        steps.addAll(planner.additions());
        return List.copyOf(steps);
    }

    /** What of a plan is a plugin's, and can be done without the rest. */
    public static List<Step> part(List<Step> plan, String plugin) {
        return Part.of(plan, plugin);
    }

    private List<Step> removals() {
        return ledger.stream()
                .sorted(OWNED_FIRST)
                .filter(this::leaves)
                .<Step>map(
                        leaving -> leaving.id().isPresent() ? new Step.Unregister(leaving) : new Step.Forget(leaving))
                .toList();
    }

    private boolean leaves(Registration line) {
        var wish = wanted.get(line.key());
        if (wish == null) {
            return !undecided.contains(line.key().plugin())
                    && owned(line.key()).allMatch(this::leaves)
                    && !serves(line);
        }
        return renews(wish)
                || line.owner().filter(this::isRenewed).isPresent()
                || line.retirement().filter(Registration.Retirement::over).isPresent()
                || isInVain(wish, line);
    }

    /** What is no plugin's serves those for whom its bot stays, though nobody who was asked wishes it. */
    private boolean serves(Registration line) {
        return line.key().plugin().equals(Key.SHARED)
                && line.owner().filter(bot -> !wanted.containsKey(bot)).stream()
                        .flatMap(this::owned)
                        .anyMatch(other -> !other.key().plugin().equals(Key.SHARED) && !leaves(other));
    }

    /** A bot takes what it owns along, so it has to know who that is before it goes. */
    private Stream<Registration> owned(Key owner) {
        return ledger.stream().filter(line -> line.owner().filter(owner::equals).isPresent());
    }

    /** What was to follow, was refused, and is not needed any more. */
    private boolean isInVain(Listing wish, Registration line) {
        var shelf = shelf(wish);
        return line.refusal().isPresent()
                && shelf.coming().filter(line::equals).isPresent()
                && shelf.standing().filter(standing -> suits(wish, standing)).isPresent();
    }

    /** Whether everything there is of it has to go before it can be registered. */
    private boolean renews(Listing wish) {
        return shelf(wish).standing().filter(standing -> renews(wish, standing)).isPresent();
    }

    private boolean renews(Listing wish, Registration standing) {
        return wish.owner().filter(this::isRenewed).isPresent()
                || standing.owner().filter(this::isRenewed).isPresent()
                || (!abilities(wish).revises()
                        && !suits(wish, standing)
                        && !standing.refuses(wish.revised(standing.revision())));
    }

    private boolean isRenewed(Key bot) {
        var known = renewed.get(bot);
        var renews = known == null ? wanted.containsKey(bot) && renews(wanted.get(bot)) : known;
        renewed.put(bot, renews);
        return renews;
    }

    /** Whether an update can make of it what is wished. */
    private boolean suits(Listing wish, Registration standing) {
        return standing.owner().equals(wish.owner()) && abilities(wish).express(changes(wish, standing));
    }

    private List<Step> additions() {
        var steps = new ArrayList<Step>();
        var absent = new HashSet<Key>();
        wanted.values().stream().sorted(OWNERS_FIRST).forEach(wish -> {
            if (wish.owner().filter(absent::contains).isPresent()) {
                return;
            }
            var more = additions(wish);
            steps.addAll(more);
            if (more.stream().noneMatch(Step.Register.class::isInstance)
                    && shelf(wish).standing().isEmpty()) {
                absent.add(wish.key());
            }
        });
        return retirementsLast(steps);
    }

    /** What they wait for is answered together then. */
    private static List<Step> retirementsLast(List<Step> steps) {
        return steps.stream()
                .sorted(Comparator.comparing(Step.Retire.class::isInstance))
                .toList();
    }

    private List<Step> additions(Listing wish) {
        if (renews(wish)) {
            return List.of(new Step.Register(wish, Reason.REPLACES));
        }
        var shelf = shelf(wish);
        var standing = shelf.standing();
        var coming = shelf.coming();
        if (standing.filter(line -> suits(wish, line)).isPresent()
                && coming.filter(
                                line -> line.refusal().isEmpty() && line.doubt().isEmpty())
                        .isEmpty()) {
            return kept(wish, standing.get());
        }
        return coming.map(line -> offered(wish, line))
                .orElseGet(() ->
                        registered(wish.revised(shelf.next()), standing.isPresent() ? Reason.REPLACES : Reason.NEW));
    }

    private List<Step> kept(Listing wish, Registration standing) {
        var listing = wish.revised(standing.revision());
        var changes = changes(wish, standing);
        var steps = new ArrayList<Step>();
        if (!changes.isEmpty() && !standing.refuses(listing)) {
            steps.add(new Step.Update(listing, standing, changes));
        }
        steps.addAll(retired(listing));
        return steps;
    }

    /** What to do with one of which the portal has said no, or nothing. */
    private List<Step> offered(Listing wish, Registration coming) {
        var listing = wish.revised(coming.revision());
        if (coming.doubt().isPresent() || coming.refuses(listing)) {
            return List.of();
        }
        var abilities = abilities(wish);
        if (coming.refusal().isPresent() || abilities.lists()) {
            return registered(listing, Reason.MENDED);
        }
        return abilities.again() == Again.DUPLICATES ? doubted(wish, coming) : registered(listing, Reason.UNCERTAIN);
    }

    /** Nobody waits for it any more, so what stands is made right instead, if an update can do that. */
    private List<Step> doubted(Listing wish, Registration coming) {
        var steps = new ArrayList<Step>();
        steps.add(new Step.Doubt(coming, NO_ANSWER));
        shelf(wish).standing().filter(line -> suits(wish, line)).ifPresent(line -> steps.addAll(kept(wish, line)));
        return steps;
    }

    private List<Step> registered(Listing listing, Reason reason) {
        var steps = new ArrayList<Step>();
        steps.add(new Step.Register(listing, reason));
        steps.addAll(retired(listing));
        return steps;
    }

    private List<Step> retired(Listing successor) {
        var slot = new Registration.Slot(successor.key(), successor.revision());
        return shelf(successor).before(successor.revision()).stream()
                .<Step>map(old -> new Step.Retire(old, slot))
                .toList();
    }

    /** What is other than it is wished, under the revision that is there. */
    private List<Change> changes(Listing wish, Registration there) {
        return changes.computeIfAbsent(
                there, any -> Change.between(there.fields(), fields(wish.revised(there.revision()))));
    }

    private Map<String, String> fields(Listing listing) {
        return listing.revision() == 1
                ? fields.computeIfAbsent(listing.key(), any -> listing.fields())
                : listing.fields();
    }

    private Shelf shelf(Listing listing) {
        return shelves.getOrDefault(listing.key(), Shelf.EMPTY);
    }

    private Abilities abilities(Listing listing) {
        return surfaces.apply(listing.key().surface());
    }
}
