package io.portalbots.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code portalbots bench}: measures, in a checkout only. */
@Command(
        name = "portalbots bench",
        description =
                "Measures; prints figures on stdout. Runs with a heap of 1 GiB, unless PORTALBOTS_JAVA_OPTS says other.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "WHAT",
        subcommands = {
            SandboxBench.class,
            ResyncBench.class,
            FanoutBench.class,
            PressBench.class,
            AnswerBench.class,
            FairBench.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
