package io.portalbots.bench;

import io.portalbots.bench.IngestServers.Pace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What it costs to take an event from a portal, and to store it before it is acknowledged. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Sends events of 4 KB from many portals, by a process of its own, to servers that are processes too, in turns: 'busy'"
                    + " as fast as its connections are answered, 'steady' at a rate that does not wait for answers. 'accept' is the platform without its storage, 'durable' with"
                    + " it. Baselines in the same run, with the same flags: 'bare' is Vert.x that reads the body, 'router' a"
                    + " router and a body handler of Vert.x Web, 'row' is 'bare' with one INSERT for each event.",
            "Peer: 'bolt' is Slack's Bolt for Java on Jetty, with signed events of 4 KB, storing nothing.",
            "cpu_us and pg_cpu_us are processor time for each event, of the server and of PostgreSQL, and judged when busy;"
                    + " p50_ms and p99_ms count from when the event should have been sent, and are judged when steady. All are medians over the rounds. One line of JSON for each"
                    + " goal; exit 1 when one is missed."
        })
final class IngestBench implements Callable<Integer> {

    private static final double ACCEPT_GOAL = 1.6;
    private static final double DURABLE_GOAL = 3.5;
    private static final double DATABASE_GOAL = 0.6;
    private static final double PEER_GOAL = 0.25;
    private static final double LATENCY_GOAL = 1.2;
    private static final double MILLIS_GOAL = 20;
    private static final double SLOPE_GOAL = 0.1; // MiB a minute: collections differ by more than none
    private static final int PARTS = 10;

    @Option(
            names = "--stage",
            split = ",",
            paramLabel = "STAGE",
            defaultValue = "accept,durable",
            description = "accept, durable (default: ${DEFAULT-VALUE}).")
    private List<String> stages = List.of();

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Events a second, when steady (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long a round takes for each server and pace (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Rounds that count (default: 5).")
    private int rounds;

    @Option(
            names = "--warm",
            paramLabel = "N",
            defaultValue = "15",
            description = "Seconds for each server, before, as fast as it goes (default: ${DEFAULT-VALUE}).")
    private double warm;

    @Option(
            names = "--tenants",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Portals that send (default: ${DEFAULT-VALUE}).")
    private int tenants;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description = "Connections that events come on (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--peer", split = ",", paramLabel = "PEER", description = "Whom to compare with: bolt.")
    private List<String> peers = List.of();

    @Option(
            names = "--soak",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = Figures.Time.class,
            description =
                    "How long 'durable' is sent events afterwards at --rate, in ten parts, with its heap collected and"
                            + " read after each, such as 600s (default: not at all). heap_slope is that of a line through those, in"
                            + " MiB a minute; the first part counts as warming up.")
    private Duration soak = Duration.ZERO;

    @Option(names = "--heap", paramLabel = "SIZE", defaultValue = "256m", description = "Heap of each server.")
    private String heap = "";

    @Override
    public Integer call() {
        var report = new Report();
        var names = new ArrayList<>(List.of("bare", "router", "row"));
        names.addAll(stages);
        names.addAll(peers);
        try (var servers = new IngestServers(heap, tenants, connections)) {
            names.forEach(servers::start);
            names.forEach(name -> servers.load(name, 0, warm));
            for (var round = 0; round < rounds; round++) {
                Say.progress("round %d of %d".formatted(round + 1, rounds));
                names.forEach(name -> servers.measure(name, 0, seconds));
                names.forEach(name -> servers.measure(name, rate, seconds));
            }
            names.forEach(name -> judge(report, name, servers));
            if (soak.isPositive()) {
                soak(report, servers);
            }
        }
        return report.exit();
    }

    private void judge(Report report, String name, IngestServers servers) {
        for (var pace : Pace.values()) {
            var line = servers.line(name, pace).put("tenants", tenants);
            report.judge(line.put("figure", "non_2xx"), line.getLong("refused"), 0);
        }
        switch (name) {
            case "accept" -> compare(report, servers, new Ratio(name, "bare", Pace.BUSY, "cpu_us"), ACCEPT_GOAL);
            case "durable" -> {
                compare(report, servers, new Ratio(name, "bare", Pace.BUSY, "cpu_us"), DURABLE_GOAL);
                compare(report, servers, new Ratio(name, "row", Pace.BUSY, "pg_cpu_us"), DATABASE_GOAL);
                compare(report, servers, new Ratio(name, "row", Pace.STEADY, "p99_ms"), LATENCY_GOAL);
                var line = servers.line(name, Pace.STEADY).put("figure", "p99_ms");
                report.judge(line, line.getDouble("p99_ms"), MILLIS_GOAL);
                if (peers.contains("bolt")) {
                    compare(report, servers, new Ratio(name, "bolt", Pace.BUSY, "cpu_us"), PEER_GOAL);
                }
            }
            default -> {}
        }
    }

    private void soak(Report report, IngestServers servers) {
        var part = soak.toSeconds() / (double) PARTS;
        var heaps = new ArrayList<Double>();
        var refused = 0L;
        var p99 = new ArrayList<Double>();
        for (var i = 0; i < PARTS; i++) {
            Say.progress("soak, part %d of %d".formatted(i + 1, PARTS));
            var told = servers.load("durable", rate, part);
            heaps.add(Report.mebibytes(servers.heap("durable")));
            refused += told.getLong("refused");
            p99.add(told.getDouble("p99_ms"));
        }
        var line = new JsonObject()
                .put("case", "soak")
                .put("variant", "durable")
                .put("rate", rate)
                .put("seconds", soak.toSeconds())
                .put("heaps_mib", new JsonArray(heaps))
                .put("p99_ms", Report.round(Report.percentile(p99, 0.5)))
                .put("max_p99_ms", Report.percentile(p99, 1));
        report.judge(line.copy().put("figure", "non_2xx"), (double) refused, 0);
        var slope = Report.slope(heaps.subList(1, heaps.size())) * 60 / part;
        report.judge(line.put("figure", "heap_slope").put("heap_slope", Report.round(slope)), slope, SLOPE_GOAL);
    }

    private record Ratio(String name, String other, Pace pace, String figure) {}

    private static void compare(Report report, IngestServers servers, Ratio wanted, double goal) {
        var ratio = servers.median(wanted.name(), wanted.pace(), wanted.figure())
                / servers.median(wanted.other(), wanted.pace(), wanted.figure());
        var line = servers.line(wanted.name(), wanted.pace())
                .put("figure", wanted.figure() + " to " + wanted.other())
                .put("ratio", Report.round(ratio));
        report.judge(line, ratio, goal);
    }
}
