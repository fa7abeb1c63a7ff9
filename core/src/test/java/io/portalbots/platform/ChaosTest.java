package io.portalbots.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens to portals and plugins, in whatever order: once faults end, every portal has what it should. {@code
 * -Dchaos.seed=7 -Dchaos.steps=1000} decides on the story; {@code -Dchaos.seeds=5} tells that many, of seeds in a row.
 */
@ExtendWith(VertxExtension.class)
class ChaosTest {

    private static final long SEED = Long.getLong("chaos.seed", 1);
    private static final int SEEDS = Integer.getInteger("chaos.seeds", 1);
    private static final int STEPS = Integer.getInteger("chaos.steps", 120);
    private static final int LOOK_AFTER = 30;

    private final ChaosHouse house;

    ChaosTest(Vertx vertx, @TempDir Path data) throws IOException {
        house = new ChaosHouse(vertx, data);
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
        var chaos = new Chaos(house.house, house.plugins, house.portals, house.faults, seed);
        chaos.begin();
        for (var step = 1; step <= STEPS; step++) {
            chaos.happen();
            if (step % LOOK_AFTER == 0 || step == STEPS) {
                assertThat(house.look())
                        .as(() -> "-Dchaos.seed=" + seed + " -Dchaos.steps=" + STEPS + " after\n"
                                + String.join("\n", chaos.story()))
                        .isEmpty();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "chaos: seed %d, %d operations, %.1f s, healed by people %d, violations 0%n",
                seed,
                STEPS,
                (System.nanoTime() - since) / 1e9,
                house.rest.healed());
    }
}
