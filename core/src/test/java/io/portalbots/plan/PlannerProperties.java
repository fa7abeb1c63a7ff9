package io.portalbots.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plan.Abilities.Again;
import io.portalbots.plan.Registration.Refusal;
import io.portalbots.spi.ChatApp.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every plan, whatever is wanted, whatever is there, and whatever portals can do. */
class PlannerProperties {

    private static final List<String> PLUGINS = List.of("a", "b", "c");

    /** What a surface can do. */
    enum Can {
        /** As chat apps. */
        REVISE(false, true, true, Again.SAFE),
        DUPLICATE(false, true, true, Again.DUPLICATES),
        UPDATE(false, true, false, Again.SAFE),
        /** Lists what it has, and cannot update. */
        LIST(true, false, false, Again.SAFE);

        private final boolean lists;
        private final boolean updates;
        private final boolean revises;
        private final Again again;

        Can(boolean lists, boolean updates, boolean revises, Again again) {
            this.lists = lists;
            this.updates = updates;
            this.revises = revises;
            this.again = again;
        }

        Function<String, Abilities> surfaces() {
            var abilities =
                    new Abilities(lists, updates, revises, false, again, Set.of("code"), Set.of("kind", "icon"));
            return surface -> surface.equals(Key.APP) ? abilities : PlannerTest.abilities(surface);
        }
    }

    @Property
    void anExecutedPlanLeavesNothingToPlan(
            @ForAll("wishes") Wishes wishes, @ForAll("ledgers") List<Registration> ledger, @ForAll Can can) {
        var portal = new PlannedPortal(ledger);

        portal.execute(plan(wishes, ledger, can));

        assertThat(plan(wishes, portal.ledger(), can)).isEmpty();
    }

    @Property
    void equalInputsInAnyOrderGiveEqualPlans(
            @ForAll("wishes") Wishes wishes,
            @ForAll("ledgers") List<Registration> ledger,
            @ForAll Can can,
            @ForAll Random random) {
        var listings = new ArrayList<>(wishes.listings());
        var shuffled = new ArrayList<>(ledger);
        Collections.shuffle(listings, random);
        Collections.shuffle(shuffled, random);

        assertThat(plan(new Wishes(listings, wishes.undecided()), shuffled, can))
                .isEqualTo(plan(wishes, ledger, can));
    }

    @Property
    void undecidedPluginsAreUntouched(
            @ForAll("wishes") Wishes wishes, @ForAll("ledgers") List<Registration> ledger, @ForAll Can can) {
        var steps = plan(new Wishes(List.of(), Set.of("a", "b")), ledger, can);

        assertThat(steps).allMatch(step -> step.key().plugin().equals("c"));
    }

    @Property
    void nothingIsRegisteredBeforeItsBot(@ForAll("wishes") Wishes wishes, @ForAll Can can) {
        var seen = new ArrayList<Key>();
        for (var step : plan(wishes, List.of(), can)) {
            var listing = ((Step.Register) step).listing();
            assertThat(seen).containsAll(listing.owner().stream().toList());
            seen.add(listing.key());
        }
    }

    @Property
    void nothingIsTakenAwayThatPeopleUseForAnAppThatRevises(
            @ForAll("wishes") Wishes wishes, @ForAll("ledgers") List<Registration> ledger) {
        var wanted = wishes.listings().stream().map(Listing::key).collect(Collectors.toSet());

        assertThat(plan(wishes, ledger, Can.REVISE))
                .noneMatch(step -> step instanceof Step.Unregister unregister
                        && step.key().surface().equals(Key.APP)
                        && wanted.contains(step.key())
                        && !unregister.present().retired());
    }

    /** Each call of a plan may be struck by one fault: it is lost, or its answer is. */
    @Property
    void everyPlanConvergesAfterAnySingleFault(
            @ForAll("wishes") Wishes wishes, @ForAll("wishes") Wishes before, @ForAll Random random) {
        for (var can : List.of(Can.REVISE, Can.UPDATE)) {
            var portal = new PlannedPortal(List.of());
            portal.execute(plan(before, portal.ledger(), can));
            var steps = plan(wishes, portal.ledger(), can);
            portal.strike(steps.isEmpty() ? -1 : random.nextInt(steps.size()), random.nextBoolean());

            portal.execute(steps);
            portal.settle(() -> plan(wishes, portal.ledger(), can));

            assertThat(portal.apps()).isEqualTo(wished(wishes, portal));
        }
    }

    @Property
    void aLostAnswerEndsInDoubtWherePortalsDuplicate(@ForAll("wishes") Wishes wishes, @ForAll Random random) {
        var portal = new PlannedPortal(List.of());
        var steps = plan(wishes, portal.ledger(), Can.DUPLICATE);
        var struck = steps.isEmpty() ? -1 : random.nextInt(steps.size());
        portal.strike(struck, true);

        portal.execute(steps);
        portal.settle(() -> plan(wishes, portal.ledger(), Can.DUPLICATE));

        assertThat(portal.duplicates()).isEmpty();
        if (struck >= 0 && steps.get(struck).key().surface().equals(Key.APP)) {
            assertThat(portal.ledger()).anyMatch(line -> line.doubt().isPresent());
        }
    }

    private static List<Step> plan(Wishes wishes, Collection<Registration> ledger, Can can) {
        return Planner.plan(wishes, ledger, can.surfaces());
    }

    /** What should be seen there: what is wished, and whatever undecided plugins had. */
    private static Map<Key, Map<String, String>> wished(Wishes wishes, PlannedPortal portal) {
        var wished = new java.util.TreeMap<Key, Map<String, String>>();
        wishes.listings().forEach(listing -> wished.put(listing.key(), PlannedPortal.content(listing)));
        portal.apps().forEach((key, fields) -> {
            if (wishes.undecided().contains(key.plugin())) {
                wished.putIfAbsent(key, fields);
            }
        });
        return wished;
    }

    @Provide
    Arbitrary<Wishes> wishes() {
        return Arbitraries.of(PLUGINS)
                .set()
                .flatMap(plugins -> Combinators.combine(plugins.stream()
                                .map(plugin -> apps(plugin).list().ofMaxSize(3).uniqueElements(Listing::key))
                                .toList())
                        .as(apps -> new Wishes(
                                Stream.concat(
                                                plugins.stream().map(PlannerTest::bot),
                                                apps.stream().flatMap(List::stream))
                                        .toList(),
                                PLUGINS.stream()
                                        .filter(plugin -> !plugins.contains(plugin) && plugin.equals("c"))
                                        .collect(Collectors.toSet()))));
    }

    @Provide
    Arbitrary<List<Registration>> ledgers() {
        var listings = Arbitraries.of(PLUGINS)
                .flatMap(plugin -> Arbitraries.oneOf(Arbitraries.just(PlannerTest.bot(plugin)), apps(plugin)));
        return Combinators.combine(
                        listings,
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(1, 3))
                .as(PlannerProperties::registered)
                .list()
                .ofMaxSize(8)
                .uniqueElements(Registration::slot)
                .map(PlannerProperties::possible);
    }

    /** Portals are asked for one revision of an app after the other, so of each one at most is on its way. */
    private static List<Registration> possible(List<Registration> lines) {
        var coming = new HashSet<Key>();
        return lines.stream()
                .filter(line -> line.id().isPresent() || coming.add(line.key()))
                .toList();
    }

    private static Registration registered(Listing wish, int state, int revision) {
        var listing = wish.key().surface().equals(Key.APP) ? wish.revised(revision) : wish;
        return switch (state) {
            case 0 -> Registration.unknown(listing);
            case 1 -> Registration.unknown(listing).refused(listing, "PARAMS_ERROR");
            case 2 ->
                new Registration(
                        listing.key(),
                        listing.revision(),
                        listing.owner(),
                        OptionalLong.of(9),
                        Map.of("context", "OLD"),
                        Optional.of(new Refusal("WRONG_REQUEST", listing.fields())),
                        Optional.empty(),
                        Optional.empty());
            case 3 -> Registration.unknown(listing).doubted("nobody knows");
            case 4 ->
                listing.owner().isEmpty()
                        ? Registration.of(listing, 9)
                        : PlannerTest.retired(Registration.of(listing, 9), revision == 1);
            default -> Registration.of(listing, 9);
        };
    }

    private static Arbitrary<Listing> apps(String plugin) {
        Arbitrary<Action> actions = Arbitraries.of(
                new Action.Send("/help"),
                new Action.Put("/help me"),
                new Action.Iframe(300, 200),
                new Action.Iframe(400, 200));
        return Combinators.combine(Arbitraries.of("one", "two", "three"), actions)
                .as((code, action) -> PlannerTest.app(plugin, code, action));
    }
}
