package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long people wait for an answer. */
@Command(
        name = "answer",
        mixinStandardHelpOptions = true,
        description = {
            "Lets people of many portals write to a bot. p50_ms and p99_ms are milliseconds from each event's arrival at the"
                    + " platform to when the portal had its answer, by the platform's metric portalbots_answer_seconds;"
                    + " felt_p50_ms and felt_p99_ms are those from each message to its answer by the sandbox's clock, with what"
                    + " the portal takes for both.",
            "'answer-quiet': nothing else happens. 'answer-busy': all portals are reconciled meanwhile, and one message in"
                    + " twenty goes to a plugin that hangs. Exit 1 when a goal of the latter is missed."
        })
final class AnswerBench implements Callable<Integer> {

    private static final double P50_MILLIS = 25;
    private static final double P99_MILLIS = 150;
    private static final double HALF = 0.5;
    private static final double NEARLY_ALL = 0.99;
    private static final int HANGING_ONE_IN = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Option(
            names = "--portals",
            paramLabel = "N",
            defaultValue = "2000",
            description = "How many portals (default: ${DEFAULT-VALUE}).")
    private int portals;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Messages a second, of all portals (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long each variant is measured (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Figures.Time.class,
            description = "How long is written, and all portals reconciled once, before anything is measured (default:"
                    + " ${DEFAULT-VALUE}).")
    private Duration warm = Duration.ZERO;

    @Option(
            names = "--platform",
            paramLabel = "KEY=VALUE",
            description = "A key of the platform's configuration; several times for several.")
    private Map<String, String> keys = Map.of();

    @Override
    public Integer call() {
        var report = new Report();
        try (var house = new House(new House.Scale(portals, 0, 1, "1g", "3g", keys));
                var talk = new Talk(house.control())) {
            prepare(house, talk);
            Say.progress("warming up");
            FanJar.drop(house.plugins(), "stay", 1, 2);
            talk.write(rate, warm, number -> note(number, "reply"));
            report.tell(measure("answer-quiet", house, talk, number -> note(number, "reply")));
            FanJar.drop(house.plugins(), "stay", 1, 3); // every portal has to be told
            var busy = measure("answer-busy", house, talk, this::noteOrHang);
            report.judge(busy.copy().put("figure", "unanswered"), busy.getLong("unanswered"), 0);
            report.judge(busy.copy().put("figure", "p50_ms"), busy.getDouble("p50_ms"), P50_MILLIS);
            report.judge(busy.copy().put("figure", "p99_ms"), busy.getDouble("p99_ms"), P99_MILLIS);
        }
        return report.exit();
    }

    private void prepare(House house, Talk talk) {
        FanJar.drop(house.plugins(), "reply", 1, 1, Talk.REPLIES);
        FanJar.drop(house.plugins(), "hang", 1, 1, Talk.HANGS);
        Say.progress("installing on %d portals".formatted(portals));
        var weather = new Weather(house.control(), Duration.ZERO);
        var watch = new Watch(house, weather, Duration.ofMinutes(20));
        Wishes all = (census, many) -> List.of("stay", "reply", "hang").stream()
                .allMatch(plugin -> Wishes.have(plugin, 1, 1).met(census, many));
        watch.until(all, house::install);
        var names = names();
        talk.find("reply", names);
        talk.find("hang", names);
        house.platform().cpuWhenQuiet();
    }

    private List<String> names() {
        return IntStream.rangeClosed(1, portals)
                .mapToObj(number -> House.SOUND + number)
                .toList();
    }

    private Talk.Note note(int number, String plugin) {
        return new Talk.Note(House.SOUND + (1 + number % portals), plugin);
    }

    private Talk.Note noteOrHang(int number) {
        return note(number, number % HANGING_ONE_IN == 0 ? "hang" : "reply");
    }

    private JsonObject measure(String name, House house, Talk talk, IntFunction<Talk.Note> notes) {
        var before = Scrape.of(house.platform());
        var readers =
                names().stream().map(portal -> new Talk.Note(portal, "reply")).toList();
        talk.forget();
        talk.write(rate, Duration.ofSeconds(seconds), notes);
        var written = (int) IntStream.range(0, rate * seconds)
                .filter(number -> notes.apply(number).plugin().equals("reply"))
                .count();
        return line(name, talk.answered(readers, written, PATIENCE))
                .put("p50_ms", percentile(house, HALF, before))
                .put("p99_ms", percentile(house, NEARLY_ALL, before));
    }

    private static double percentile(House house, double share, Scrape before) {
        return Report.round(Scrape.of(house.platform()).percentile("portalbots_answer_seconds", share, before));
    }

    private JsonObject line(String name, List<Double> times) {
        return new JsonObject()
                .put("case", name)
                .put("n", times.size())
                .put("unanswered", Talk.unanswered(times, PATIENCE))
                .put("portals", portals)
                .put("rate", rate)
                .put("felt_p50_ms", Report.round(Report.percentile(times, HALF)))
                .put("felt_p99_ms", Report.round(Report.percentile(times, NEARLY_ALL)))
                .put("felt_max_ms", Report.round(Report.percentile(times, 1)));
    }
}
