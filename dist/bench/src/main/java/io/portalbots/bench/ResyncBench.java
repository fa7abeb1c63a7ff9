package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What it costs the database to find the tenants that are due, against the naive ways. */
@Command(
        name = "resync",
        mixinStandardHelpOptions = true,
        description = {
            "Fills an embedded PostgreSQL with tenants that have three apps each, and measures a look for those that are"
                    + " due, as each process makes it every second: while nobody is, after a plugin changed so that all"
                    + " are, and once all were looked at. Baselines: reading every app, and making every tenant due by"
                    + " one update. They alternate; printed is the median of the rounds, one JSON line per variant.",
            "Milliseconds are those that PostgreSQL says it planned and worked; of a plugin's change, from the call until it"
                    + " was committed.",
            "Exit code 1: a look took longer than it may, or a plugin's change wrote a tenant's row."
        })
final class ResyncBench implements Callable<Integer> {

    @Option(
            names = "--tenants",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How many tenants, each with three apps (default: ${DEFAULT-VALUE}).")
    private int tenants;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "9",
            description = "Rounds that count, after two that only warm up (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--limit",
            paramLabel = "MS",
            defaultValue = "5",
            description = "The most milliseconds a look may take (default: ${DEFAULT-VALUE}).")
    private double limit;

    @Option(
            names = "--explain",
            description = "Print what PostgreSQL did for each statement too: EXPLAIN (ANALYZE, BUFFERS).")
    private boolean explain;

    private boolean missed;

    /** Something measured beside the baseline that it is held against, both in milliseconds. */
    private record Variant(String name, DoubleSupplier measured, DoubleSupplier baseline) {}

    @Override
    public Integer call() throws Exception {
        try (var fleet = Fleet.of(tenants)) {
            look("quiet", fleet);
            var change = new Variant("plugin changed", fleet::changePlugin, fleet::updateEveryTenant);
            print(change, milliseconds(change));
            if (fleet.tenantsWritten() > 0) {
                missed = true;
            }
            look("everybody due", fleet);
            var count = new Variant("backlog counted", fleet::count, fleet::readEveryApp);
            judge(count, milliseconds(count));
            fleet.finishAll();
            look("all looked at", fleet);
        }
        return missed ? 1 : 0;
    }

    private void look(String name, Fleet fleet) {
        var variant = new Variant(name, fleet::look, fleet::readEveryApp);
        judge(variant, milliseconds(variant));
        if (explain) {
            fleet.explain().forEach(System.out::println);
        }
    }

    private void judge(Variant variant, List<Double> figures) {
        print(variant, figures);
        if (figures.get(0) > limit) {
            missed = true;
        }
    }

    private void print(Variant variant, List<Double> figures) {
        System.out.println(new JsonObject()
                .put("case", "resync")
                .put("variant", variant.name())
                .put("n", tenants * 3)
                .put("ms", rounded(figures.get(0)))
                .put("baseline_ms", rounded(figures.get(1)))
                .put("ratio", rounded(figures.get(0) / figures.get(1)))
                .encode());
    }

    private static double rounded(double figure) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.4f", figure));
    }

    /** The medians of what is measured and of its baseline. */
    private List<Double> milliseconds(Variant variant) {
        var measured = new ArrayList<Double>();
        var baseline = new ArrayList<Double>();
        for (var round = -2; round < rounds; round++) {
            var took = variant.measured().getAsDouble();
            var tookNaively = variant.baseline().getAsDouble();
            if (round >= 0) {
                measured.add(took);
                baseline.add(tookNaively);
            }
        }
        return List.of(median(measured), median(baseline));
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }
}
