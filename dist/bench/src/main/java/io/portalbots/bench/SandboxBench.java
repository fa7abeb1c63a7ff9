package io.portalbots.bench;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the sandbox costs: memory by the number of portals, processor time by call. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = {
            "Fills sandboxes with portals, each with a bot and three iframe apps with icons, all by HTTP, and prints the"
                    + " memory in use once garbage is collected.",
            "Then calls the last of them, one method at a time and in batches of 50, and prints medians over the rounds."
        })
final class SandboxBench implements Callable<Integer> {

    @Option(
            names = "--portals",
            split = ",",
            paramLabel = "N",
            defaultValue = "100,1000,10000",
            description = "How many portals, in turn (default: ${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "9",
            description = "Rounds that count, after as many that only warm up (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Calls in a round, a multiple of 50 (default: ${DEFAULT-VALUE}).")
    private int calls;

    @Override
    public Integer call() throws Exception {
        System.out.printf(Locale.ROOT, "%10s %12s %12s %10s%n", "portals", "heap MiB", "KiB each", "filled in");
        for (var size : sizes) {
            try (var site = Site.start()) {
                fill(site, size);
                if (size.equals(sizes.get(sizes.size() - 1))) {
                    speed(site);
                }
            }
        }
        return 0;
    }

    private static void fill(Site site, int portals) throws Exception {
        var empty = Heap.used();
        var start = System.nanoTime();
        new Population(site).settle(portals);
        var seconds = (System.nanoTime() - start) / 1e9;
        var used = Heap.used();
        System.out.printf(
                Locale.ROOT,
                "%10d %12.1f %12.1f %8.1f s%n",
                portals,
                used / 1024.0 / 1024.0,
                (used - empty) / 1024.0 / portals,
                seconds);
    }

    private void speed(Site site) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%n%-20s %10s %12s %10s %12s %8s%n",
                "method",
                "calls/s",
                "us CPU/call",
                "batched/s",
                "us CPU/call",
                "ratio");
        for (var work : Work.all(site)) {
            var speed = new Speed(site, work, calls, rounds);
            var single = speed.single();
            var batched = speed.batched();
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %10.0f %12.1f %10.0f %12.1f %8.2f%n",
                    work.method(),
                    single.perSecond(),
                    single.micros(),
                    batched.perSecond(),
                    batched.micros(),
                    batched.micros() / single.micros());
        }
    }
}
