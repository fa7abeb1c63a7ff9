package io.portalbots.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wherever the process is halted on the way through installations, refreshes and uninstallations, the next one goes on,
 * and nothing is broken that a message or a visit does not heal. A dry run tells which points there are. {@code
 * -Dcrash.seeds=5} runs the stories of five seeds, under both readings of a refresh token that is used again.
 */
class CrashPointsTest {

    private static final int SEEDS = Integer.getInteger("crash.seeds", 1);
    private static final String ONLY = System.getProperty("crash.only", "");
    private static final int AT_ONCE = Integer.getInteger("crash.at-once", 2);
    private static final int OCCURRENCES = 3;
    private static final int FEWEST = 25;
    private static final Logger LOG = LoggerFactory.getLogger(CrashPointsTest.class);
    private static final AtomicInteger PORTALS = new AtomicInteger();
    private static final Vertx VERTX = Vertx.vertx();

    private static final String PARROT = """
            public Optional<BotProfile> bot() { return Optional.of(new BotProfile("Parrot", "", BotProfile.Color.LIME)); }
            public List<Command> commands() {
                return List.of(new Command("caw", Map.of("en", new Command.Phrase("Caws", ""))));
            }
            public Offer offer(PortalInfo portal) {
                return Offer.of(new ChatApp("caw", new ChatApp.Action.Send("/caw"), Audience.everywhere(),
                        Map.of("en", new Label("Caw 1.0.0", ""))));
            }
            public void onMessage(Message message, Chat chat) { chat.say(message.text()); }
            """;

    @TempDir
    private static Path folder;

    private static Sandbox sandbox = startSandbox();

    private static Sandbox startSandbox() {
        return Sandbox.start(VERTX, new SandboxOptions("127.0.0.1", 0, List.of("none"), true))
                .await();
    }

    @BeforeAll
    static void plug() throws IOException {
        Files.createDirectories(folder.resolve("plugins"));
        // So that the authorization server knows the application while nobody else has it.
        new TestPortal(sandbox.url(), "none").install(TestHouse.CLIENT, CrashStory.SECRET, sandbox.url());
        PluginJar.of("parrot", "1.0.0").extension("Parrot", PARROT).write(folder.resolve("plugins/parrot.jar"));
    }

    @AfterAll
    static void stop() {
        sandbox.stop().await();
        VERTX.close().await();
    }

    /** One story, in which the process is halted at a point; at none, if that is empty. */
    private record Run(String point, CrashStory.Way first, int seed, String reusedRefresh) {

        @Override
        public String toString() {
            return (point.isEmpty() ? "dry run" : point) + " " + first + " seed " + seed + " " + reusedRefresh;
        }
    }

    /** What came of a run; for each pair lost with the process, its refresh token may be shown once more. */
    private record Result(
            Run run, boolean died, long spent, long pairsLost, Map<String, Integer> reached, Invariants invariants) {

        /** How often a point was reached. */
        int times(String name) {
            return reached.getOrDefault(name, 0);
        }
    }

    @Test
    void goesOnWhereverItWasHaltedAndLosesNothingThatCannotBeHealed() throws InterruptedException, ExecutionException {
        var dry = atOnce(new ConcurrentLinkedQueue<>(dryRuns()));
        var allowed = dry.stream().mapToLong(Result::spent).max().orElseThrow();

        var results = atOnce(new ConcurrentLinkedQueue<>(runs(dry)));

        var points = results.stream()
                .filter(Result::died)
                .map(result -> result.run().point().replaceFirst("#.*", ""))
                .distinct()
                .count();
        var violations = new ArrayList<String>();
        dry.forEach(result -> violations.addAll(result.invariants().violations()));
        for (var result : results) {
            violations.addAll(result.invariants().violations());
            if (result.spent() > allowed + result.pairsLost()) {
                violations.add(result.run() + ": spent refresh tokens were shown " + result.spent() + " times");
            }
        }
        System.out.printf(
                "crash points: %d points, %d runs, %d halted, %d violations, %d auth_lost ever, %d unhealed%n",
                points,
                results.size(),
                results.stream().filter(Result::died).count(),
                violations.size(),
                results.stream().mapToLong(result -> result.invariants().lost()).sum(),
                results.stream()
                        .mapToLong(result -> result.invariants().unhealed())
                        .sum());
        results.stream()
                .filter(result -> !result.died())
                .forEach(result -> System.out.println("not reached: " + result.run()));
        assertThat(violations).isEmpty();
        assertThat(points).isGreaterThanOrEqualTo(ONLY.isEmpty() ? FEWEST : 1);
    }

    private static List<Run> dryRuns() {
        return List.of(new Run("", CrashStory.Way.EVENT, 1, "dead"), new Run("", CrashStory.Way.PAGE, 1, "dead"));
    }

    /** For every seed, every point once, at an occurrence and in a story of chance. */
    private static List<Run> runs(List<Result> dry) {
        var names = new TreeSet<String>();
        dry.forEach(result -> names.addAll(result.reached().keySet()));
        var runs = new ArrayList<Run>();
        for (var seed = 1; seed <= SEEDS; seed++) {
            var random = new SplittableRandom(seed);
            for (var name : names) {
                var found =
                        dry.stream().filter(result -> result.times(name) > 0).toList();
                var story = found.get(random.nextInt(found.size()));
                var time = 1 + random.nextInt(Math.min(OCCURRENCES, story.times(name)));
                for (var reading : SEEDS > 1 ? List.of("dead", "grace") : List.of("dead")) {
                    runs.add(new Run(name + "#" + time, story.run().first(), seed, reading));
                }
            }
        }
        return runs.stream().filter(run -> run.point().startsWith(ONLY)).toList();
    }

    private static List<Result> atOnce(Queue<Run> runs) throws InterruptedException, ExecutionException {
        var results = new ArrayList<Result>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var workers = IntStream.range(0, AT_ONCE)
                    .mapToObj(worker -> threads.submit(() -> worked(runs)))
                    .toList();
            for (Future<List<Result>> worker : workers) {
                results.addAll(worker.get());
            }
        }
        return results;
    }

    private static List<Result> worked(Queue<Run> runs) throws IOException {
        var results = new ArrayList<Result>();
        try (var house = house()) {
            for (var run = runs.poll(); run != null; run = runs.poll()) {
                results.add(result(house, run));
            }
        }
        return results;
    }

    private static CrashHouse house() throws IOException {
        var oauth = "http://localhost:" + sandbox.port();
        return new CrashHouse(
                sandbox.url(), oauth, Files.createTempDirectory(folder, "house"), folder.resolve("plugins"));
    }

    private static Result result(CrashHouse house, Run run) {
        var started = System.nanoTime();
        var invariants = new Invariants(run.toString());
        var portals = portals(house, run);
        house.arm(run.point());
        var story = new CrashStory(house, portals, run.first(), run.seed(), invariants);
        try {
            story.happen();
        } catch (AssertionError | RuntimeException e) {
            invariants.broken(e);
        }
        var spent = portals.stream()
                .mapToLong(portal -> invariants.spent(house, portal))
                .max()
                .orElseThrow();
        var reached = new TreeMap<String, Integer>();
        if (!house.dead()) {
            house.reached().forEach(point -> reached.put(point.getKey(), (Integer) point.getValue()));
        }
        LOG.info(
                "{} ms, {}, died: {}, violations: {}",
                (System.nanoTime() - started) / 1_000_000,
                run,
                story.died(),
                invariants.violations());
        return new Result(run, story.died(), spent, house.pairsLost(), reached, invariants);
    }

    /** One portal, or for some seeds two. */
    private static List<TestPortal> portals(CrashHouse house, Run run) {
        var switches = new JsonObject().put("reusedRefresh", run.reusedRefresh());
        return IntStream.rangeClosed(1, run.seed() % 2 == 0 ? 2 : 1)
                .mapToObj(number -> house.portal("p" + PORTALS.incrementAndGet(), switches))
                .toList();
    }
}
