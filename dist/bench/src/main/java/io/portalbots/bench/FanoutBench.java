package io.portalbots.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What it costs to bring a plugin to many portals, in calls and processor time. */
@Command(
        name = "fanout",
        mixinStandardHelpOptions = true,
        description = {
            "Drops a plugin of iframe apps with icons into the folder of a platform with many tenants, changes a title in it,"
                    + " takes it away, and counts what that costs: 'add', 'update', 'remove'. Before that 'install', after it"
                    + " 'noop' (a restart, and four resyncs) and 'memory'. One line of JSON for each on stdout; exit 1 when a"
                    + " goal is missed.",
            "Sandbox, platform and peers are processes of their own, so each has its own processor time: cpu_us, for each"
                    + " portal. wall_s goes from the first request to the moment when all portals have what they should. calls"
                    + " are all requests the sandbox got, minimum is one batch for each portal and one refresh where the token"
                    + " has expired; for 'install' it is three. limit_exceeded counts the refusals by a portal's rate limit that"
                    + " the platform caused itself.",
            "Peers do the same work in the same run, in turns with the platform: 'bare' is Vert.x's HTTP client sending one"
                    + " batch of the same commands to each portal, 'jssdk' the official SDK for JavaScript with"
                    + " actions.v2.batch.make, on 500 portals at most (it needs Node.js 20 and npm). In their lines cpu_us is"
                    + " theirs, ratio is the platform's divided by it. They repeat icon and address in updates if the platform"
                    + " does; bytes_each, of bodies, shows how alike they are (jssdk does not tell)."
        })
final class FanoutBench implements Callable<Integer> {

    private static final double FAULT_GOAL = 1.05;
    private static final double HANG_GOAL = 1.10;
    private static final int PERCENT = 100;

    @Option(
            names = "--portals",
            split = ",",
            paramLabel = "N",
            defaultValue = "1000,10000",
            description = "How many portals, in turn (default: ${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of();

    @Option(names = "--apps", paramLabel = "N", defaultValue = "3", description = "Apps of the plugin (default: 3).")
    private int apps;

    @Option(
            names = "--peer",
            split = ",",
            paramLabel = "PEER",
            description = "Whom to compare with: bare, jssdk (default: nobody).")
    private List<String> peers = List.of();

    @Option(
            names = "--latency",
            paramLabel = "TIME",
            defaultValue = "0ms",
            converter = Figures.Time.class,
            description = "How long every answer takes more (default: ${DEFAULT-VALUE}).")
    private Duration latency = Duration.ZERO;

    @Option(
            names = "--hang",
            paramLabel = "SHARE",
            defaultValue = "0%",
            converter = Figures.Percent.class,
            description = "Portals that hang, such as 1%%, in the additional cases 'add-none-hung' and 'add-hung'.")
    private int hang;

    @Option(
            names = "--faults",
            description =
                    "Additional cases 'add-faults', 'update-faults', 'remove-faults', in which of 100 calls one is"
                            + " answered by 503, and of one the answer is lost.")
    private boolean faults;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Rounds that count (default: 5).")
    private int rounds;

    @Option(
            names = "--warmups",
            paramLabel = "N",
            defaultValue = "2",
            description = "Rounds before them, at least (default: ${DEFAULT-VALUE}).")
    private int warmups;

    @Option(
            names = "--warm",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Figures.Time.class,
            description = "How long to warm up, at least (default: ${DEFAULT-VALUE}).")
    private Duration warm = Duration.ZERO;

    @Option(names = "--no-noop", description = "Leaves out the case 'noop', which takes 40 s.")
    private boolean noNoop;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "128",
            description = "Portals that peers work on at a time (default: ${DEFAULT-VALUE}, as the platform).")
    private int atOnce;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            defaultValue = "1200s",
            converter = Figures.Time.class,
            description = "How long a single case may take (default: ${DEFAULT-VALUE}).")
    private Duration patience = Duration.ZERO;

    @Option(
            names = "--platform",
            paramLabel = "KEY=VALUE",
            description = "A key of the platform's configuration; several times for several.")
    private Map<String, String> keys = Map.of();

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "512m",
            description = "Heap of the platform and of 'bare', each (default: ${DEFAULT-VALUE}).")
    private String heap = "";

    @Option(
            names = "--sandbox-heap",
            paramLabel = "SIZE",
            defaultValue = "3g",
            description = "Heap of the sandbox (default: ${DEFAULT-VALUE}).")
    private String sandboxHeap = "";

    @Override
    public Integer call() {
        var report = new Report();
        for (var size : sizes) {
            var hung = hang == 0 ? 0 : Math.max(1, size * hang / PERCENT);
            var house = new House(new House.Scale(size, hung, apps, heap, sandboxHeap, keys));
            try (var run = new FanoutRun(report, house, latency, patience)) {
                measure(run, house);
                idle(new Idleness(report, house));
            }
        }
        return report.exit();
    }

    private void measure(FanoutRun run, House house) {
        run.install();
        try (var against = new Peers(house, peers, atOnce)) {
            run.rounds(against.all(), warmups, warm, rounds);
        }
        if (faults) {
            run.faulty(rounds, FAULT_GOAL);
        }
        if (hang > 0) {
            run.hung(rounds, HANG_GOAL);
        }
    }

    private void idle(Idleness idleness) {
        idleness.memory();
        if (!noNoop) {
            idleness.noop();
        }
    }
}
