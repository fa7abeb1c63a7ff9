package io.portalbots.registry.brakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.plan.Abilities;
import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Planner;
import io.portalbots.plan.Registration;
import io.portalbots.plan.Step;
import io.portalbots.plan.Wishes;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.registry.Brakes;
import io.portalbots.registry.EchoPlugin;
import io.portalbots.registry.brakes.Census.Entry;
import io.portalbots.registry.brakes.Hold.Cause;
import io.portalbots.registry.brakes.Hold.Found;
import io.portalbots.registry.brakes.Marker.Mark;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Audit;
import io.portalbots.tenant.MemorySwitches;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is held and what goes, of a fleet that is told by its numbers. */
class FleetBrakesTest {

    private static final Tenant ACME = MemoryTenants.acme(1);

    private final MemoryHolds store = new MemoryHolds().tenants(100);
    private final MemorySwitches switches = new MemorySwitches();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger released = new AtomicInteger();
    private final List<Audit.Line> audit = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Optional<Mark> noted = Optional.empty();
    private Brakes.Limits limits = new Brakes.Limits(0.3, 10, 0);
    private PluginSet plugins = TestPlugins.set();
    private HoldBoard board = board();
    private FleetBrakes brakes = brakes();

    @Test
    void holdsEverythingWhenNoPluginIsLeft() {
        store.has(entry("call", 3), entry("echo", 2));

        var wishes = on(wishes(), has("call", "a"), has("echo", "a"));

        assertThat(wishes.undecided()).containsExactlyInAnyOrder("call", "echo");
        assertThat(causes()).containsExactly(Cause.EMPTIED);
        assertThat(held().found().said())
                .contains("no plugin of the application app is left")
                .contains("5 apps");
        assertThat(audit)
                .singleElement()
                .satisfies(line -> assertThat(line.kind()).isEqualTo(Audit.Kind.HELD));
        assertThat(meters.get("portalbots.holds").gauge().value()).isEqualTo(1);
        assertThat(meters.get("portalbots.holds.made")
                        .tag("cause", "emptied")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void judgesASetOfPluginsOnceForAllTenants() {
        store.has(entry("call", 90), entry("echo", 90));
        load("echo");

        for (var i = 0; i < 100; i++) {
            on(wishes("echo a"), has("call", "a"), has("echo", "a"));
        }

        assertThat(store.censuses).hasValue(1);
        assertThat(causes()).containsExactly(Cause.SHARE);
        assertThat(store.spent).isZero();
    }

    @Test
    void letsAPluginGoThatFewHave() {
        store.has(entry("call", 9), entry("echo", 90));
        load("echo");

        var wishes = on(wishes("echo a"), has("call", "a"), has("echo", "a"));

        assertThat(wishes.undecided()).isEmpty();
        assertThat(wishes.listings()).hasSize(1);
        assertThat(store.board().holds()).isEmpty();
        assertThat(store.spent).isEqualTo(1);
    }

    @Test
    void holdsPluginsThatAreManyOnlyTogether() {
        store.has(entry("call", 20), entry("pay", 20), entry("echo", 60));
        load("echo");

        var wishes = on(wishes("echo a"), has("call", "a"), has("pay", "a"));

        assertThat(wishes.undecided()).containsExactlyInAnyOrder("call", "pay");
        assertThat(wishes.listings()).hasSize(1);
    }

    @Test
    void remembersForADayWhatWasRemovedBefore() {
        store.has(entry("call", 20), entry("echo", 60));
        store.spent = 20;
        load("echo");

        on(wishes("echo a"), has("call", "a"));

        assertThat(causes()).containsExactly(Cause.SHARE);
    }

    @Test
    void allowsNoMoreWhereWhatIsUnderWayIsCountedAgain() {
        store.has(entry("echo", 50));
        load("echo");
        loseB(1, 10);

        plugins = TestPlugins.set(plugin("echo", "2.0.0")); // judged anew, while those ten are still there
        loseB(11, 30);

        assertThat(store.spent).isEqualTo(15);
        assertThat(causes()).containsExactly(Cause.SHARE);
    }

    private void loseB(int first, int last) {
        for (var number = first; number <= last; number++) {
            steps(tenant(number), wishes("echo a"), has("echo", "a"), has("echo", "b"));
        }
    }

    @Test
    void holdsAPluginThatAnApplicationDoesNotBringAnyMore() {
        store.has(entry("call", 90), entry("echo", 90));
        load("call", "echo");
        brakes = brakes("echo");

        var wishes = on(wishes("echo a"), has("call", "a"));

        assertThat(wishes.undecided()).containsExactly("call");
        assertThat(held().matter().application()).isEqualTo("app");
    }

    @Test
    void leavesAloneWhatIsUndecidedAnyway() {
        store.has(entry("call", 90), entry("echo", 90));
        plugins = new PluginSet(
                Map.of("echo", plugin("echo", "1")),
                List.of(new PluginSet.Failure("call.jar", Optional.of("call"), "is no jar")));

        on(new Wishes(listings("echo a"), Set.of("call")), has("call", "a"));

        assertThat(store.board().holds()).isEmpty();
        assertThat(store.spent).isZero();
    }

    @Test
    void endsByItselfWhenTheJarComesBack() {
        store.has(entry("call", 90), entry("echo", 90));
        load("echo");
        on(wishes("echo a"), has("call", "a"));

        load("echo", "call");
        var wishes = on(wishes("echo a", "call a"), has("call", "a"));

        assertThat(wishes.undecided()).isEmpty();
        assertThat(store.board().holds()).isEmpty();
        assertThat(released).hasValue(1);
        assertThat(audit).extracting(Audit.Line::kind).containsExactly(Audit.Kind.HELD, Audit.Kind.HOLD_ENDED);
    }

    @Test
    void goesOnOnceApprovedAndHoldsTheSamePluginWhenItVanishesAgain() {
        store.has(entry("call", 90), entry("echo", 90));
        load("echo");
        on(wishes("echo a"), has("call", "a"));

        board.approve(held().id(), "operator", "given up");

        assertThat(on(wishes("echo a"), has("call", "a")).undecided()).isEmpty();
        assertThat(released).hasValue(1);
        assertThat(store.spent).isZero();
        assertThat(audit.get(1).kind()).isEqualTo(Audit.Kind.HOLD_APPROVED);
        assertThat(audit.get(1).said()).contains("given up");
        load("echo", "call");
        on(wishes("echo a", "call a"), has("call", "a"));
        load("echo");
        assertThat(on(wishes("echo a"), has("call", "a")).undecided()).containsExactly("call");
    }

    @Test
    void letsAnEmptiedFolderGoOnceApproved() {
        store.has(entry("call", 90));
        on(wishes(), has("call", "a"));

        board.approve(held().id(), "operator", "the end");

        assertThat(on(wishes(), has("call", "a")).undecided()).isEmpty();
        store.has();
        load("echo");
        on(wishes("echo a"));
        assertThat(store.board().holds()).isEmpty();
    }

    @Test
    void stopsAPluginThatOffersFewerAndFewer() {
        limits = new Brakes.Limits(0.3, 2, 0);
        brakes = brakes();
        store.has(entry("echo", 10));
        load("echo");

        var steps = Stream.of(1, 2, 3, 4, 5, 6)
                .map(number -> steps(tenant(number), wishes("echo a"), has("echo", "a"), has("echo", "b")))
                .toList();

        assertThat(steps.stream().filter(some -> !some.isEmpty())).hasSize(3);
        assertThat(causes()).containsExactly(Cause.SHARE);
        assertThat(held().found().said()).contains("3 went, no more than 3 may");
    }

    @Test
    void countsOnceWhatIsTriedAgain() {
        store.has(entry("echo", 100));
        load("echo");

        for (var i = 0; i < 100; i++) {
            on(wishes("echo a"), has("echo", "a"), has("echo", "b"));
        }

        assertThat(store.spent).isEqualTo(1);
    }

    @Test
    void doesNotCountWhatAnAdministratorSwitchedOff() {
        limits = new Brakes.Limits(0, 0, 0);
        brakes = brakes();
        store.has(entry("echo", 10));
        load("echo");
        switches.set(ACME.id(), "echo", "b", false, "1");

        var wishes = on(wishes("echo a"), has("echo", "a"), has("echo", "b"));

        assertThat(wishes.undecided()).isEmpty();
        assertThat(store.spent).isZero();
    }

    @Test
    void doesNotCountAnOldAppWhoseTimeIsOver() {
        limits = new Brakes.Limits(0, 0, 0);
        brakes = brakes();
        store.has(entry("echo", 10));
        load("echo");

        var wishes = on(wishes("echo a"), has("echo", "a"), retired("echo", "b"));

        assertThat(wishes.undecided()).isEmpty();
        assertThat(store.spent).isZero();
    }

    @Test
    void approvesFewerAppsForADay() {
        limits = new Brakes.Limits(0, 0, 0);
        brakes = brakes();
        store.has(entry("echo", 10));
        load("echo");
        assertThat(on(wishes("echo a"), has("echo", "b")).undecided()).containsExactly("echo");

        board.approve(held().id(), "operator", "so it is");
        assertThat(on(wishes("echo a"), has("echo", "b")).undecided()).isEmpty();

        store.now = store.now.plus(Duration.ofHours(25));
        nanos.addAndGet(Duration.ofHours(25).toNanos());
        assertThat(on(wishes("echo a"), has("echo", "b")).undecided()).containsExactly("echo");
    }

    @Test
    void holdsAChangeThatTouchesTooManyTenantsAndTakesItsListingsOut() {
        limits = new Brakes.Limits(1, 0, 99);
        brakes = brakes();
        load("echo");
        on(wishes("echo a"));
        store.has(entry("echo", 100));
        load("echo 2.0.0");

        var wishes = on(wishes("echo a", "echo b"), has("echo", "a"));

        assertThat(wishes.undecided()).containsExactly("echo");
        assertThat(wishes.listings()).isEmpty();
        assertThat(causes()).containsExactly(Cause.TENANTS);
        board.approve(held().id(), "operator", "yes");
        assertThat(on(wishes("echo a", "echo b"), has("echo", "a")).listings()).hasSize(2);
        load("echo 3.0.0");
        assertThat(on(wishes("echo a"), has("echo", "a")).listings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"100, 0", "0, 0", "99, 1"})
    void touchesAsManyTenantsAsItMay(long most, int holds) {
        limits = new Brakes.Limits(1, 0, most);
        brakes = brakes();
        load("echo");
        on(wishes("echo a"));
        load("echo", "call");

        on(wishes("echo a", "call a"));

        assertThat(store.board().holds()).hasSize(holds);
    }

    @Test
    void holdsAllRemovalsOfADatabaseThatIsOlderThanItWas() {
        store.has(entry("call", 1), entry("echo", 90));
        store.mark = 17;
        noted = Optional.of(new Mark(21, store.now));
        board = board();
        brakes = brakes();
        load("echo");

        var wishes = on(wishes("echo a"), has("call", "a"), has("echo", "a"), has(Key.SHARED, "bot"));

        assertThat(wishes.undecided()).containsExactlyInAnyOrder("call", "echo", Key.SHARED);
        assertThat(wishes.listings()).isEmpty();
        assertThat(held().found().said()).contains("mark 17 of 21");
        board.approve(held().id(), "operator", "restored on purpose");
        assertThat(on(wishes("echo a"), has("call", "a")).undecided()).isEmpty();
        assertThat(store.mark).isGreaterThan(21);
        assertThat(noted.orElseThrow().mark()).isEqualTo(store.mark);
    }

    @Test
    void noticesABackupThatIsRestoredWhileItRunsBeforeAnythingIsRemoved() {
        store.has(entry("call", 1), entry("echo", 90));
        load("echo");
        on(wishes("echo a"), has("echo", "a"));

        store.restore(0);

        assertThat(on(wishes("echo a"), has("call", "a")).undecided()).contains("call");
        assertThat(causes()).containsExactly(Cause.OLDER_DATABASE);
    }

    @Test
    void holdsAllRemovalsWhileTheClockIsBehindWhatItWas() {
        store.has(entry("call", 1), entry("echo", 90));
        noted = Optional.of(new Mark(0, store.now.plus(Duration.ofHours(1))));
        board = board();
        brakes = brakes();
        load("echo");
        assertThat(on(wishes("echo a"), has("call", "a")).undecided()).containsExactly("call");
        assertThat(causes()).containsExactly(Cause.CLOCK);

        later(Duration.ofHours(1));

        assertThat(on(wishes("echo a"), has("call", "a")).undecided()).isEmpty();
        assertThat(released).hasValue(1);
    }

    @Test
    void believesAClockOnceThatIsApproved() {
        store.has(entry("call", 1), entry("echo", 90));
        noted = Optional.of(new Mark(0, store.now.plus(Duration.ofHours(1))));
        board = board();
        brakes = brakes();
        load("echo");
        on(wishes("echo a"), has("call", "a"));

        board.approve(held().id(), "operator", "it was ahead");
        later(Duration.ofMinutes(2));

        assertThat(on(wishes("echo a"), has("call", "a")).undecided()).isEmpty();
        assertThat(noted.orElseThrow().time()).isEqualTo(store.now);
    }

    @Test
    void toleratesAClockThatIsKeptRightAndADatabaseWithNothingToLose() {
        noted = Optional.of(new Mark(0, store.now.plus(Duration.ofMinutes(4))));
        board = board();
        store.has(entry("call", 1));
        assertThat(board.holds()).isEmpty();

        store.has();
        noted = Optional.of(new Mark(21, store.now.plus(Duration.ofHours(4))));
        board = board();
        board.look();
        assertThat(board.look().holds()).isEmpty();
    }

    @Test
    void givesANewPortalEverythingButWhatIsHeldForTouchingSoMany() {
        store.has(entry("echo", 90));
        store.hold(new Found(new Hold.Matter("", "echo", Cause.SHARE, ""), "", 0, 0));

        var wishes = Held.of(store.board().holds(), ACME.id()).keep(wishes("echo a"), List.of());

        assertThat(wishes.listings()).hasSize(1);
    }

    @Test
    void wantsNoSharedBotForAppsThatAreOut() {
        store.hold(new Found(new Hold.Matter("", "call", Cause.TENANTS, ""), "", 0, 0));
        var bot = new Key(Key.BOT, Key.SHARED, "bot");
        var profile = new BotProfile("Apps", "", BotProfile.Color.AZURE);
        var app = listings("call a").get(0);
        var wishes = new Wishes(
                List.of(
                        new Listing(bot, Optional.empty(), new Listing.Content.Bot("pb", profile, "https://pb.test")),
                        new Listing(app.key(), Optional.of(bot), app.content())),
                Set.of());

        assertThat(Held.of(store.board().holds(), ACME.id())
                        .keep(wishes, List.of())
                        .listings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.1,0,0,brakes.share", "-0.1,0,0,brakes.share", "0,-1,0,brakes.least", "0,0,-1,brakes.tenants"})
    void refusesLimitsThatAreNone(double share, long least, long tenants, String key) {
        assertThatThrownBy(() -> new Brakes.Limits(share, least, tenants)).hasMessageStartingWith(key + " must be");
    }

    private void later(Duration duration) {
        store.now = store.now.plus(duration);
        nanos.addAndGet(duration.toNanos());
    }

    private static Tenant tenant(int number) {
        var id = new TenantId("app", "%032x".formatted(number));
        return new Tenant(id, 1, ACME.state(), URI.create("https://acme.bitrix24.test/rest/"), "en");
    }

    private static Entry entry(String plugin, long apps) {
        return new Entry("app", plugin, apps, apps);
    }

    private static Registration retired(String plugin, String code) {
        var line = has(plugin, code);
        var over = new Registration.Retirement(Instant.EPOCH, true);
        return new Registration(
                line.key(), 2, line.owner(), line.id(), Map.of(), line.refusal(), line.doubt(), Optional.of(over));
    }

    private static Registration has(String plugin, String code) {
        var key = new Key(plugin.equals(Key.SHARED) ? Key.BOT : Key.APP, plugin, code);
        return new Registration(
                key,
                1,
                Optional.empty(),
                OptionalLong.of(1),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Wishes wishes(String... apps) {
        return new Wishes(listings(apps), Set.of());
    }

    private static List<Listing> listings(String... apps) {
        return Arrays.stream(apps)
                .map(app -> app.split(" "))
                .map(app -> new Listing(
                        new Key(Key.APP, app[0], app[1]),
                        Optional.empty(),
                        new Listing.Content.App(
                                app[0] + "." + app[1],
                                EchoPlugin.apps(Stream.of(app[1]), new Action.Call("112"))
                                        .get(0),
                                Optional.empty())))
                .toList();
    }

    private static final Abilities ABILITIES =
            new Abilities(false, true, true, false, Abilities.Again.SAFE, Set.of("code"), Set.of("kind", "icon"));

    private Wishes on(Wishes wishes, Registration... ledger) {
        return brakes.on(ACME, wishes, List.of(ledger));
    }

    private List<Step> steps(Tenant tenant, Wishes wishes, Registration... ledger) {
        var removals = Planner.plan(brakes.on(tenant, wishes, List.of(ledger)), List.of(ledger), surface -> ABILITIES);
        return removals.stream().filter(Step.Unregister.class::isInstance).toList();
    }

    private List<Cause> causes() {
        return store.board().holds().stream().map(hold -> hold.matter().cause()).toList();
    }

    private Hold held() {
        return store.board().holds().stream().filter(Hold::open).findFirst().orElseThrow();
    }

    /** Plugins with their versions, 1.0.0 where none is said. */
    private void load(String... some) {
        plugins = TestPlugins.set(Arrays.stream(some)
                .map(one -> one.split(" "))
                .map(one -> plugin(one[0], one.length > 1 ? one[1] : "1.0.0"))
                .toArray(Plugin[]::new));
    }

    private static Plugin plugin(String id, String version) {
        var plugin = TestPlugins.plugin(id, new EchoPlugin());
        return new Plugin(id, version, id + ".jar", plugin.bot(), plugin.commands(), plugin.settings(), plugin.calls());
    }

    private HoldBoard board() {
        var marker = new Marker() {
            @Override
            public Optional<Mark> read() {
                return noted;
            }

            @Override
            public void write(Mark mark) {
                noted = Optional.of(mark);
            }
        };
        return new HoldBoard(
                store, marker, audit::add, new BrakeMetrics(meters), released::incrementAndGet, nanos::get);
    }

    private FleetBrakes brakes(String... brings) {
        var application = new Application("app", "c", Secret.of("s"), Application.Kind.LOCAL, Set.of(brings));
        var house = new FleetBrakes.House(Map.of("app", application), () -> plugins, switches, TestPlugins.waiting());
        return new FleetBrakes(store, board, house, limits);
    }
}
