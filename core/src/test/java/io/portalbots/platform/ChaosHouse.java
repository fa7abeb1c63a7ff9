package io.portalbots.platform;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A house with portals of which no two are alike, a folder of plugins, and a checker that looks at all of it. */
final class ChaosHouse implements AutoCloseable {

    private static final int PORTALS = 6;

    final TestHouse house;
    final ChaosPlugins plugins;
    final List<ChaosPortal> portals;
    final ChaosFaults faults;
    final ChaosRest rest;

    private final ChaosChecker checker;
    private final ChaosLog log = new ChaosLog();

    ChaosHouse(Vertx vertx, Path data) throws IOException {
        Files.createDirectories(data.resolve("plugins"));
        plugins = new ChaosPlugins(data.resolve("plugins"), Files.createDirectories(data.resolve("workshop")));
        house = new TestHouse(vertx, data, Map.of("brakes.least", "1000000"));
        portals = IntStream.rangeClosed(1, PORTALS).mapToObj(this::portal).toList();
        faults = new ChaosFaults(house);
        rest = new ChaosRest(house, plugins, portals);
        checker = new ChaosChecker(house, plugins, portals, faults);
    }

    private ChaosPortal portal(int number) {
        var switches = new JsonObject()
                .put("name", "p" + number)
                .put("loopbackHttp", true)
                .put("limits", "standard")
                .put("mode", number % 2 == 0 ? "contract" : "real")
                .put("ids", number % 3 == 0 ? "string" : "number")
                .put("reusedRefresh", number > 3 ? "grace" : "dead")
                .put("uninstallOrder", number % 4 == 0 ? "app-first" : "bots-first")
                .put("events", new JsonObject().put("duplicate", number == 5 ? 0.3 : 0));
        TestPortal.send("POST", house.sandboxUrl() + "/_sandbox/portals", switches.encode());
        return new ChaosPortal(house, "p" + number);
    }

    /** Ends all faults, lets everything come to rest, and says what is wrong then. */
    List<String> look() {
        faults.endAll();
        try {
            rest.come();
            return check();
        } catch (AssertionError e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** What is wrong as it is. */
    List<String> check() {
        var violations = new ArrayList<>(checker.violations());
        portals.forEach(portal -> log.forbid(portal.secrets));
        violations.addAll(log.shown());
        return violations;
    }

    @Override
    public void close() {
        log.close();
        house.close();
    }
}
