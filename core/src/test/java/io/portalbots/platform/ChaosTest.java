package io.portalbots.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens to portals and plugins, in whatever order: once faults end, every portal has what it should. {@code
 * -Dchaos.seed=7 -Dchaos.steps=1000} decides on the story, {@code -Dchaos.seeds=5} tells that many, of seeds in a row.
 */
@ExtendWith(VertxExtension.class)
class ChaosTest {

    private static final long SEED = Long.getLong("chaos.seed", 1);
    private static final int SEEDS = Integer.getInteger("chaos.seeds", 1);
    private static final int STEPS = Integer.getInteger("chaos.steps", 120);
    private static final int LOOK_AFTER = 30;
    private static final int PORTALS = 6;

    private final TestHouse house;
    private final ChaosPlugins plugins;
    private final List<ChaosPortal> portals;
    private final ChaosFaults faults;
    private final ChaosRest rest;
    private final ChaosChecker checker;

    ChaosTest(Vertx vertx, @TempDir Path data) throws IOException {
        Files.createDirectories(data.resolve("plugins"));
        Files.createDirectories(data.resolve("workshop"));
        plugins = new ChaosPlugins(data.resolve("plugins"), data.resolve("workshop"));
        house = new TestHouse(vertx, data, Map.of("brakes.least", "1000000"));
        portals = IntStream.rangeClosed(1, PORTALS).mapToObj(this::portal).toList();
        faults = new ChaosFaults(house);
        rest = new ChaosRest(house, plugins, portals);
        checker = new ChaosChecker(house, plugins, portals, faults);
    }

    /** No two of them are alike. */
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

    @AfterEach
    void stop() {
        house.close();
    }

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void givesEveryPortalWhatItShouldHaveWhateverHappened(long seed) {
        var since = System.nanoTime();
        System.out.printf("chaos: -Dchaos.seed=%d -Dchaos.steps=%d tells this story again%n", seed, STEPS);
        var chaos = new Chaos(house, plugins, portals, faults, seed);
        happens(chaos, seed);
        System.out.printf(
                Locale.ROOT,
                "chaos: seed %d, %d operations, %.1f s, healed by people %d, violations 0%n",
                seed,
                chaos.story().size(),
                (System.nanoTime() - since) / 1e9,
                rest.healed());
    }

    private void happens(Chaos chaos, long seed) {
        for (var step = 1; step <= STEPS; step++) {
            chaos.happen();
            if (step % LOOK_AFTER == 0 || step == STEPS) {
                look(chaos, seed);
            }
        }
    }

    private void look(Chaos chaos, long seed) {
        faults.endAll();
        try {
            rest.come();
            assertThat(checker.violations()).isEmpty();
        } catch (AssertionError e) {
            fail("-Dchaos.seed=" + seed + " -Dchaos.steps=" + STEPS + ": " + e.getMessage() + "\nafter\n"
                    + String.join("\n", chaos.story()));
        }
    }
}
