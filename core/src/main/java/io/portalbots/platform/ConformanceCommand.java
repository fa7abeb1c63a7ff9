package io.portalbots.platform;

import io.portalbots.sandbox.conformance.Area;
import io.portalbots.sandbox.conformance.Catalogue;
import io.portalbots.sandbox.conformance.Outcome;
import io.portalbots.sandbox.conformance.Runner;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code portalbots conformance}: the documented requests and answers, against a sandbox that runs. */
@Command(
        name = "conformance",
        mixinStandardHelpOptions = true,
        description = {
            "Asks a running sandbox every documented request, and compares the answers.",
            "Each pair makes portals of its own, which stay. stdout tells what differs, and",
            "ends with CONFORMANCE and the numbers of pairs and failures; progress goes to",
            "stderr. Exit code 1 if any failed."
        })
final class ConformanceCommand implements Callable<Integer> {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8082",
            description = "Where the sandbox's control API answers (default: ${DEFAULT-VALUE}).")
    private URI url = URI.create("http://127.0.0.1:8082");

    @Option(names = "--area", paramLabel = "NAME", description = "Only this area, as --list names it.")
    private @Nullable String area;

    @Option(names = "--list", description = "Lists the behaviours of each area, and asks nothing.")
    private boolean list;

    @Override
    public Integer call() {
        var areas = areas();
        if (list) {
            areas.forEach(ConformanceCommand::list);
            return 0;
        }
        if (url.getHost() == null) {
            throw new UsageException("--url must be an address such as http://127.0.0.1:8082 but is '" + url + "'");
        }
        var vertx = Vertx.vertx();
        try (var runner = new Runner(vertx, url)) {
            return run(runner, areas);
        } finally {
            vertx.close().await();
        }
    }

    private int run(Runner runner, List<Area> areas) {
        runner.unreachable().ifPresent(reason -> {
            throw new StartException("no sandbox answers at " + url + ": " + reason);
        });
        var outcomes = areas.stream().flatMap(one -> run(runner, one).stream()).toList();
        var failed = failed(outcomes);
        System.out.println("CONFORMANCE pairs=" + outcomes.size() + " failed=" + failed);
        return failed == 0 ? 0 : 1;
    }

    private static List<Outcome> run(Runner runner, Area area) {
        var outcomes = area.behaviours().stream()
                .flatMap(behaviour -> behaviour.pairs().stream().map(pair -> runner.run(behaviour, pair)))
                .toList();
        outcomes.stream()
                .flatMap(outcome -> outcome.failure().stream())
                .forEach(failure -> System.out.println(failure + "\n"));
        System.err.println(area.name() + ": " + outcomes.size() + " pairs, " + failed(outcomes) + " failed");
        return outcomes;
    }

    private static long failed(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.failure().isPresent())
                .count();
    }

    private List<Area> areas() {
        var all = Catalogue.ofSandbox().areas();
        var chosen = all.stream()
                .filter(one -> area == null || one.name().equalsIgnoreCase(area))
                .toList();
        if (chosen.isEmpty()) {
            throw new UsageException("there is no area '" + area + "'; there are "
                    + all.stream().map(Area::name).collect(Collectors.joining(", ")));
        }
        return chosen;
    }

    private static void list(Area area) {
        System.out.println(area.name());
        area.behaviours()
                .forEach(behaviour ->
                        System.out.println("  " + behaviour.id() + " (" + behaviour.proof() + ") " + behaviour.says()));
    }
}
