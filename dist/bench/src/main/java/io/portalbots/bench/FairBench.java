package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What one tenant's flood does to the others. */
@Command(
        name = "fair",
        mixinStandardHelpOptions = true,
        description = {
            "Lets people of some portals write a message a second each, in turn alone ('fair-solo') and while one portal more"
                    + " writes a hundred a second ('fair-flood'), and measures the milliseconds to their answers.",
            "Exit 1 when the p99 of the others grows more than by half."
        })
final class FairBench implements Callable<Integer> {

    private static final double MOST = 1.5;
    private static final double HALF = 0.5;
    private static final double NEARLY_ALL = 0.99;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FLOODING = House.SOUND + 1;

    @Option(
            names = "--others",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many other portals (default: ${DEFAULT-VALUE}).")
    private int others;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many messages the flood has for one of each other (default: ${DEFAULT-VALUE}).")
    private int times;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long a round is measured (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "2",
            description = "Rounds of each, in turn (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = Figures.Time.class,
            description = "How long is written before anything is measured (default: ${DEFAULT-VALUE}).")
    private Duration warm = Duration.ZERO;

    @Option(
            names = "--platform",
            paramLabel = "KEY=VALUE",
            description = "A key of the platform's configuration; several times for several.")
    private Map<String, String> keys = Map.of();

    @Override
    public Integer call() {
        var report = new Report();
        try (var house = new House(new House.Scale(others + 1, 0, 1, "512m", "2g", keys));
                var talk = new Talk(house.control())) {
            prepare(house, talk);
            talk.write(others, warm, this::other);
            var solo = new ArrayList<Double>();
            var flooded = new ArrayList<Double>();
            for (var round = 0; round < rounds; round++) {
                solo.addAll(measure(talk, false));
                flooded.addAll(measure(talk, true));
            }
            report.tell(line("fair-solo", solo));
            var ratio = Report.percentile(flooded, NEARLY_ALL) / Report.percentile(solo, NEARLY_ALL);
            report.judge(line("fair-flood", flooded).put("ratio", Report.round(ratio)), ratio, MOST);
        }
        return report.exit();
    }

    private void prepare(House house, Talk talk) {
        FanJar.drop(house.plugins(), "reply", 1, 1, Talk.REPLIES);
        Say.progress("installing on %d portals".formatted(others + 1));
        var watch = new Watch(house, new Weather(house.control(), Duration.ZERO), Duration.ofMinutes(5));
        Wishes all = (census, many) -> List.of("stay", "reply").stream()
                .allMatch(plugin -> Wishes.have(plugin, 1, 1).met(census, many));
        watch.until(all, house::install);
        talk.find(
                "reply",
                IntStream.rangeClosed(1, others + 1)
                        .mapToObj(number -> House.SOUND + number)
                        .toList());
        house.platform().cpuWhenQuiet();
    }

    /** A message of each other portal in turn. */
    private Talk.Note other(int number) {
        return new Talk.Note(House.SOUND + (2 + number % others), "reply");
    }

    /** Of {@code times + others} messages a second the first {@code times} are the flood's, evenly among the others'. */
    private Talk.Note otherOrFlood(int number) {
        var before = number * others / (times + others);
        var after = (number + 1) * others / (times + others);
        return before == after ? new Talk.Note(FLOODING, "reply") : other(before);
    }

    private List<Double> measure(Talk talk, boolean flood) {
        Say.progress(flood ? "with the flood" : "alone");
        talk.forget();
        var span = Duration.ofSeconds(seconds);
        if (flood) {
            talk.write(others + times, span, this::otherOrFlood);
        } else {
            talk.write(others, span, this::other);
        }
        var readers = IntStream.range(0, others).mapToObj(this::other).toList();
        return talk.answered(readers, others * seconds, PATIENCE);
    }

    private JsonObject line(String name, List<Double> waited) {
        return new JsonObject()
                .put("case", name)
                .put("n", waited.size())
                .put("unanswered", Talk.unanswered(waited, PATIENCE))
                .put("others", others)
                .put("times", times)
                .put("p50_ms", Report.round(Report.percentile(waited, HALF)))
                .put("p99_ms", Report.round(Report.percentile(waited, NEARLY_ALL)))
                .put("max_ms", Report.round(Report.percentile(waited, 1)));
    }
}
