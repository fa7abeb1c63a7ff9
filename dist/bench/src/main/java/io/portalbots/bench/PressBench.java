package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long it takes from a jar in the folder to a person who presses its button. */
@Command(
        name = "press",
        mixinStandardHelpOptions = true,
        description = {
            "Drops a plugin into the folder of a platform with many tenants, and has a person of each portal press it.",
            "'press-dialog': that person opens the dialog with the bot as soon as the app is there, and presses its button under"
                    + " the bot's greeting; seconds from the jar to the frame that opens, with all persons at it at once.",
            "'press-panel': other messengers were open all the time, loaded at moments spread over 26 minutes before; minutes of"
                    + " the sandbox's clock from the jar until a periodic hit brought the app to their panel. That clock is"
                    + " moved ahead once all portals have the app. Exit 1 when a goal is missed."
        })
final class PressBench implements Callable<Integer> {

    private static final double DIALOG_SECONDS = 60;
    private static final double PANEL_MINUTES = 26;
    private static final double MOST = 0.95;
    private static final double HALF = 0.5;

    @Option(
            names = "--portals",
            split = ",",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many portals, in turn (default: ${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            defaultValue = "600s",
            converter = Figures.Time.class,
            description = "How long to wait for the last person (default: ${DEFAULT-VALUE}).")
    private Duration patience = Duration.ZERO;

    @Option(
            names = "--platform",
            paramLabel = "KEY=VALUE",
            description = "A key of the platform's configuration; several times for several.")
    private Map<String, String> keys = Map.of();

    @Override
    public Integer call() {
        var report = new Report();
        for (var size : sizes) {
            try (var house = new House(new House.Scale(size, 0, 1, "512m", "3g", keys))) {
                measure(report, house);
            }
        }
        return report.exit();
    }

    private void measure(Report report, House house) {
        Say.progress("installing on %d portals".formatted(house.scale().portals()));
        var weather = new Weather(house.control(), Duration.ZERO);
        new Watch(house, weather, patience).until(Wishes.have("stay", 1, 1), house::install);
        var crowd = new Pressing(house, patience);
        crowd.openMessengers();
        var dropped = crowd.drop();
        var seconds = crowd.pressInDialogs(dropped);
        var p95 = Report.percentile(seconds, MOST);
        report.judge(line("press-dialog", house, seconds, "s"), p95, DIALOG_SECONDS);
        var minutes = crowd.lookAtPanels();
        report.judge(line("press-panel", house, minutes, "min"), Report.percentile(minutes, 1), PANEL_MINUTES);
    }

    private static JsonObject line(String name, House house, List<Double> times, String unit) {
        return new JsonObject()
                .put("case", name)
                .put("n", house.scale().portals())
                .put("p50_" + unit, Report.round(Report.percentile(times, HALF)))
                .put("p95_" + unit, Report.round(Report.percentile(times, MOST)))
                .put("max_" + unit, Report.round(Report.percentile(times, 1)));
    }
}
