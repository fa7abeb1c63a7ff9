package io.portalbots.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.platform.RegistryStory.Act;
import io.portalbots.platform.RegistryStory.Outcome;
import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wherever the process is halted while it puts apps on a portal, changes them and takes them away, the next one goes on: no
 * app is there twice, none is orphaned, none is lost, and what had to be asked once more is one request. A dry run tells
 * which steps of the registry there are; each story then dies at one of every act. {@code -Dcrash.seeds=5} runs five
 * combinations, under both readings of a refresh token that is used again and on portals with their defects.
 */
class RegistryCrashTest {

    private static final int SEEDS = Integer.getInteger("crash.seeds", 1);
    private static final int AT_ONCE = Integer.getInteger("crash.at-once", 3);
    private static final int OCCURRENCES = 3;
    private static final int FEWEST = 35;
    private static final List<String> CALLS = List.of("Portal.", "RegistrationStore.");
    private static final List<String> TURNS = List.of("ReconcileQueue.", "HoldStore.");
    private static final Logger LOG = LoggerFactory.getLogger(RegistryCrashTest.class);
    private static final AtomicInteger PORTALS = new AtomicInteger();
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    private static Path folder;

    private static final Sandbox SANDBOX = Sandbox.start(
                    VERTX, new SandboxOptions("127.0.0.1", 0, List.of("none"), true))
            .await();

    @AfterAll
    static void stop() {
        SANDBOX.stop().await();
        VERTX.close().await();
    }

    /** One portal's story, with a point to die at in each act that is named. */
    private record Run(String name, JsonObject switches, Map<Act, String> points) {}

    private record Result(Run run, Map<Act, Outcome> outcomes, List<String> violations) {}

    @Test
    void goesOnWhereverItWasHaltedForOneRequestMoreAtMost() throws Exception {
        // So that the authorization server knows the application while nobody else has it.
        new TestPortal(SANDBOX.url(), "none").install(TestHouse.CLIENT, CrashStory.SECRET, SANDBOX.url());
        var jars = KiwiJars.in(Files.createDirectories(folder.resolve("jars")));
        var dry = atOnce(jars, List.of(new Run("dry run", new JsonObject(), Map.of())))
                .get(0);

        var results = atOnce(jars, runs(dry.outcomes()));

        var violations = new ArrayList<>(dry.violations());
        results.forEach(result -> violations.addAll(result.violations()));
        results.forEach(result -> violations.addAll(excess(result, dry.outcomes())));
        var points = results.stream()
                .flatMap(result -> halted(result)
                        .map(act -> act + " " + result.run().points().get(act)))
                .distinct()
                .count();
        System.out.printf(
                "registry crash points: %d points, %d stories, %d halted, %d violations%n",
                points,
                results.size(),
                results.stream().flatMap(RegistryCrashTest::halted).count(),
                violations.size());
        assertThat(violations).isEmpty();
        assertThat(points).isGreaterThanOrEqualTo(FEWEST);
    }

    private static Stream<Act> halted(Result result) {
        return result.outcomes().entrySet().stream()
                .filter(outcome -> outcome.getValue().died())
                .map(Map.Entry::getKey);
    }

    /** Where a crash made for more than one request more than there are without. */
    private static List<String> excess(Result result, Map<Act, Outcome> dry) {
        var excess = new ArrayList<String>();
        result.outcomes().forEach((act, outcome) -> {
            var without = Objects.requireNonNull(dry.get(act)).requests();
            if (outcome.requests() > without + (outcome.died() ? 1 : 0)) {
                excess.add(result.run().name() + " " + act + " at "
                        + result.run().points().get(act) + ": " + outcome.requests()
                        + " requests, and without a crash " + without);
            }
        });
        return excess;
    }

    /** For every seed as many stories as there are points in the act that has the most. */
    private static List<Run> runs(Map<Act, Outcome> dry) {
        var runs = new ArrayList<Run>();
        for (var seed = 1; seed <= SEEDS; seed++) {
            var points = new EnumMap<Act, List<String>>(Act.class);
            for (var act : dry.entrySet()) {
                var found = points(act.getKey(), act.getValue());
                Collections.shuffle(
                        found, new Random(seed * 31L + act.getKey().name().hashCode()));
                points.put(act.getKey(), found);
            }
            var most = points.values().stream().mapToInt(List::size).max().orElseThrow();
            for (var number = 0; number < most; number++) {
                for (var switches : switches(seed)) {
                    runs.add(new Run("seed " + seed + " story " + number, switches, nth(points, number)));
                }
            }
        }
        return runs;
    }

    private static List<String> points(Act act, Outcome dry) {
        var points = new ArrayList<String>();
        dry.reached().forEach((point, times) -> {
            if (steps(act).stream().anyMatch(point::startsWith)) {
                IntStream.rangeClosed(1, Math.min(times, OCCURRENCES)).forEach(time -> points.add(point + "#" + time));
            }
        });
        return points;
    }

    /** How tenants become due and are claimed is the same in all acts: one is enough, but for the night. */
    private static List<String> steps(Act act) {
        return act == Act.ADD || SEEDS > 1
                ? Stream.concat(CALLS.stream(), TURNS.stream()).toList()
                : CALLS;
    }

    private static List<JsonObject> switches(int seed) {
        var mode = new JsonObject()
                .put("mode", seed % 2 == 0 ? "real" : "contract")
                .put("ids", seed % 2 == 0 ? "string" : "number");
        return SEEDS == 1
                ? List.of(mode)
                : List.of(mode.copy().put("reusedRefresh", "dead"), mode.copy().put("reusedRefresh", "grace"));
    }

    private static Map<Act, String> nth(Map<Act, List<String>> points, int number) {
        var chosen = new EnumMap<Act, String>(Act.class);
        points.forEach((act, some) -> {
            if (number < some.size()) {
                chosen.put(act, some.get(number));
            }
        });
        return chosen;
    }

    private static List<Result> atOnce(KiwiJars jars, List<Run> runs) throws InterruptedException, ExecutionException {
        var queue = new ConcurrentLinkedQueue<>(runs);
        var results = new ArrayList<Result>();
        var workers = Math.min(AT_ONCE, runs.size());
        try (var threads = Executors.newFixedThreadPool(workers)) {
            var work = IntStream.range(0, workers)
                    .mapToObj(worker -> threads.submit(() -> worked(jars, queue)))
                    .toList();
            for (Future<List<Result>> done : work) {
                results.addAll(done.get());
            }
        }
        return results;
    }

    private static List<Result> worked(KiwiJars jars, Queue<Run> runs) throws IOException {
        var results = new ArrayList<Result>();
        var own = Files.createTempDirectory(folder, "house");
        var plugins = Files.createDirectories(own.resolve("plugins"));
        Files.copy(jars.parrot(), plugins.resolve("parrot.jar"));
        try (var house = new CrashHouse(SANDBOX.url(), "http://localhost:" + SANDBOX.port(), own, plugins)) {
            for (var run = runs.poll(); run != null; run = runs.poll()) {
                results.add(result(house, jars, run));
            }
        }
        return results;
    }

    private static Result result(CrashHouse house, KiwiJars jars, Run run) {
        var started = System.nanoTime();
        var portal = house.portal("r" + PORTALS.incrementAndGet(), run.switches());
        var story = new RegistryStory(house, jars, portal, run.points(), run.name());
        try {
            story.happen();
        } catch (AssertionError | RuntimeException e) {
            story.violations().add(run + " ends with " + e);
        }
        LOG.info(
                "{} ms, {} {}, requests: {}, violations: {}",
                (System.nanoTime() - started) / 1_000_000,
                run.name(),
                run.points(),
                story.outcomes().values().stream().map(Outcome::requests).toList(),
                story.violations());
        return new Result(run, story.outcomes(), story.violations());
    }
}
