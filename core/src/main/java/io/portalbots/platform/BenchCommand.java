package io.portalbots.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code portalbots bench} where there are no benchmarks: in a checkout the launcher starts them instead of us. */
@Command(name = "bench", hidden = true, description = "Measures; in a checkout only.")
final class BenchCommand implements Callable<Integer> {

    @SuppressWarnings("UnusedVariable") // whatever it is, the answer is the same
    @Unmatched
    private final List<String> any = new ArrayList<>();

    @Override
    public Integer call() {
        throw new UsageException("bench needs a checkout of the source, which has the benchmarks and what they compare"
                + " with; this is an archive");
    }
}
