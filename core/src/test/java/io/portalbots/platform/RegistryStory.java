package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.CLIENT;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What happens to the apps of a portal: it is installed, a plugin comes, changes what an update can say, changes what none
 * can, goes, and the portal uninstalls. The platform may die once in each act; after it the portal has to be as if it had
 * not, for one request more at most.
 */
final class RegistryStory {

    /** What happens, one after the other. */
    enum Act {
        INSTALL,
        ADD,
        UPDATE,
        REMAKE,
        REMOVE,
        UNINSTALL
    }

    /**
     * What came of an act.
     *
     * @param reached how often each point was reached; empty if the platform died
     */
    record Outcome(boolean died, long requests, Map<String, Integer> reached) {}

    private final CrashHouse house;
    private final KiwiJars jars;
    private final TestPortal portal;
    private final Map<Act, String> points;
    private final String name;
    private final Map<Act, Outcome> outcomes = new EnumMap<>(Act.class);
    private final List<String> violations = new ArrayList<>();
    private Map<String, Long> before = Map.of();
    private Act act = Act.INSTALL;

    /** @param points where the platform is to die; none for an act that it is to survive */
    RegistryStory(CrashHouse house, KiwiJars jars, TestPortal portal, Map<Act, String> points, String name) {
        this.house = house;
        this.jars = jars;
        this.portal = portal;
        this.points = points;
        this.name = name;
    }

    Map<Act, Outcome> outcomes() {
        return outcomes;
    }

    List<String> violations() {
        return violations;
    }

    void happen() {
        try {
            happens(Act.INSTALL, this::install);
            if (house.state(portal).isEmpty()) {
                install(); // it died before the event came, and those are sent once
                settle();
            }
            has(KiwiJars.PARROT, List.of("portalbots_parrot"));
            happens(Act.ADD, () -> plug(jars.first(), KiwiJars.FIRST));
            hasBoth(KiwiJars.FIRST);
            before = PortalState.of(portal).appIds();
            happens(Act.UPDATE, () -> plug(jars.retitled(), KiwiJars.RETITLED));
            hasBoth(KiwiJars.RETITLED);
            kept();
            happens(Act.REMAKE, () -> plug(jars.remade(), KiwiJars.REMADE));
            hasBoth(KiwiJars.REMADE);
            kept();
            happens(Act.REMOVE, () -> house.unplug("kiwi"));
            has(KiwiJars.PARROT, List.of("portalbots_parrot"));
            happens(Act.UNINSTALL, () -> portal.uninstall(CLIENT));
            leftAlone();
        } finally {
            house.unplug("kiwi");
            house.change("delete from tenant where member_id = '" + portal.memberId() + "'");
        }
    }

    private void install() {
        portal.install(CLIENT, CrashStory.SECRET, house.url("event"));
    }

    private void plug(Path jar, String version) {
        house.plug(jar, "kiwi", version);
    }

    private void happens(Act next, Runnable deed) {
        act = next;
        var requests = requests();
        house.arm(points.getOrDefault(act, ""));
        deed.run();
        settle();
        var died = house.died();
        if (died) {
            house.revive();
            settle();
        }
        outcomes.put(act, new Outcome(died, requests() - requests, died ? Map.of() : reached()));
    }

    private void settle() {
        var left = house.settle(List.of(portal));
        require(left.isEmpty(), "it comes to no rest: " + left);
    }

    private Map<String, Integer> reached() {
        var reached = new TreeMap<String, Integer>();
        house.reached().forEach(point -> reached.put(point.getKey(), (Integer) point.getValue()));
        return reached;
    }

    private long requests() {
        var log = TestPortal.send("GET", house.sandbox() + "/_sandbox/calls?portal=" + portal.name(), "");
        return new JsonObject(log).getLong("http");
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            violations.add(name + " " + act + " at '" + points.getOrDefault(act, "") + "': " + otherwise);
        }
    }

    private void hasBoth(String version) {
        has(KiwiJars.apps(version), List.of("portalbots_apps", "portalbots_parrot"));
    }

    /** I1, I2: the portal has what it should, once, and the ledger knows all of it and nothing else. */
    private void has(List<String> apps, List<String> bots) {
        var state = PortalState.of(portal);
        require(state.apps().equals(apps), "the portal has " + state.apps() + " and not " + apps);
        require(state.bots().equals(bots), "the portal has the bots " + state.bots() + " and not " + bots);
        var commands = Stream.concat(bots.stream().map(bot -> "apps"), Stream.of("caw"))
                .toList();
        require(state.commands().equals(commands), "the portal has the commands " + state.commands());
        require(state.twice().isEmpty(), "the portal has twice: " + state.twice());
        var ledger = house.texts("select surface || ' ' || remote_id from registration r join tenant t"
                + " using (tenant_id, generation) where member_id = '" + portal.memberId()
                + "' and surface <> 'event'");
        require(
                ledger.stream().sorted().toList().equals(state.numbers()),
                "the ledger has " + ledger + " and the portal " + state.numbers());
        require(house.state(portal).equals("active"), "the tenant is " + house.state(portal));
    }

    /** Buttons in old messages go on working: what was there is there, under the same numbers. */
    private void kept() {
        require(
                PortalState.of(portal).appIds().entrySet().containsAll(before.entrySet()),
                "the apps " + before + " became " + PortalState.of(portal).appIds());
    }

    /** I6. */
    private void leftAlone() {
        var invariants = new Invariants(name);
        invariants.uninstalled(house, portal);
        violations.addAll(invariants.violations());
    }
}
