package io.portalbots.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plan.Registration.Refusal;
import io.portalbots.spi.ChatApp.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every plan, whatever is wanted and whatever is there. */
class PlannerProperties {

    private static final List<String> PLUGINS = List.of("a", "b", "c");

    @Property
    void anExecutedPlanLeavesNothingToPlan(
            @ForAll("wishes") Wishes wishes, @ForAll("ledgers") List<Registration> ledger) {
        var after = execute(Planner.plan(wishes, ledger), ledger);

        assertThat(Planner.plan(wishes, after)).isEmpty();
    }

    @Property
    void equalInputsInAnyOrderGiveEqualPlans(
            @ForAll("wishes") Wishes wishes, @ForAll("ledgers") List<Registration> ledger, @ForAll Random random) {
        var listings = new ArrayList<>(wishes.listings());
        var shuffled = new ArrayList<>(ledger);
        Collections.shuffle(listings, random);
        Collections.shuffle(shuffled, random);

        assertThat(Planner.plan(new Wishes(listings, wishes.undecided()), shuffled))
                .isEqualTo(Planner.plan(wishes, ledger));
    }

    @Property
    void undecidedPluginsAreUntouched(@ForAll("wishes") Wishes wishes, @ForAll("ledgers") List<Registration> ledger) {
        var steps = Planner.plan(new Wishes(List.of(), Set.of("a", "b")), ledger);

        assertThat(steps).allMatch(step -> step.key().plugin().equals("c"));
    }

    @Property
    void nothingIsRegisteredBeforeItsBot(@ForAll("wishes") Wishes wishes) {
        var seen = new ArrayList<Key>();
        for (var step : Planner.plan(wishes, List.of())) {
            var listing = ((Step.Register) step).listing();
            assertThat(seen).containsAll(listing.owner().stream().toList());
            seen.add(listing.key());
        }
    }

    /** What a portal that takes everything makes of a plan; removing a bot takes along what it owns. */
    private static Collection<Registration> execute(List<Step> steps, List<Registration> ledger) {
        var after = new TreeMap<Key, Registration>();
        ledger.forEach(registration -> after.put(registration.key(), registration));
        for (var step : steps) {
            switch (step) {
                case Step.Register register -> after.put(step.key(), Registration.of(register.listing(), 7));
                case Step.Update update ->
                    after.put(
                            step.key(),
                            Registration.of(
                                    update.listing(), update.present().id().orElseThrow()));
                case Step.Unregister unregister -> {
                    after.remove(step.key());
                    after.values()
                            .removeIf(owned ->
                                    owned.owner().filter(step.key()::equals).isPresent());
                }
                case Step.Forget forget -> after.remove(step.key());
            }
        }
        return after.values();
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
                                        .collect(java.util.stream.Collectors.toSet()))));
    }

    @Provide
    Arbitrary<List<Registration>> ledgers() {
        var listings = Arbitraries.of(PLUGINS)
                .flatMap(plugin -> Arbitraries.oneOf(Arbitraries.just(PlannerTest.bot(plugin)), apps(plugin)));
        return Combinators.combine(listings, Arbitraries.integers().between(0, 4))
                .as(PlannerProperties::registered)
                .list()
                .ofMaxSize(8)
                .uniqueElements(Registration::key);
    }

    private static Registration registered(Listing listing, int state) {
        return switch (state) {
            case 0 -> Registration.unknown(listing);
            case 1 -> Registration.unknown(listing).refused(listing, "PARAMS_ERROR");
            case 2 ->
                new Registration(
                        listing.key(),
                        listing.owner(),
                        OptionalLong.of(9),
                        Map.of("context", "OLD"),
                        Optional.of(new Refusal("WRONG_REQUEST", listing.fields())));
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
