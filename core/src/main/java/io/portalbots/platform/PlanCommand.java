package io.portalbots.platform;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portalbots plan}: a client of the running platform's admin API. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Says what is to be done on portals, and does nothing: what is added, changed and removed, what people will"
                    + " notice, the calls it takes and how long. Tenants with the same steps are one group.",
            "The platform goes on doing what is due, so what is left to plan is what waits: because portals were out of"
                    + " reach, because it is held back, or because its turn is yet to come.",
            "The seconds are those of the slowest of these: a portal takes 50 requests at once and 2 a second more; access"
                    + " tokens come at the pace of oauth.rate; all requests, 64 at a time, take a quarter of a second each.",
            "With --json there are JSON lines: one for each tenant there is something to do for, and a last one with the"
                    + " plan's name, its sums and its groups.",
            "The platform is found by its data directory. Progress goes to stderr."
        },
        footer = {
            "",
            "Examples:",
            "  portalbots plan",
            "  portalbots plan --tenant acme --plugin echo",
            "  portalbots plan --json | jq -r 'select(.tenant) | .domain'",
            "  portalbots apply 3f9c1b7e5a2d          does what the plan of that name says"
        })
final class PlanCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final Flags flags = new Flags();

    @Mixin
    private final PlanFlags scope = new PlanFlags();

    @Option(names = "--json", description = "Prints JSON lines, one for each tenant and a last one for all.")
    private boolean json;

    private final Told told = new Told();

    @Override
    public Integer call() {
        try (var admin = AdminClient.of(flags.read(spec))) {
            admin.lines(List.of("plan"), scope.query() + "&each=" + json, this::heard);
            return 0;
        }
    }

    private void heard(JsonObject line) {
        if (line.containsKey("of")) {
            told.now("looked at " + line.getLong("looked") + " of " + line.getLong("of") + " tenants");
        } else if (json) {
            System.out.println(line.encode());
        } else {
            System.out.print(new PlanReport(line, scope.words()));
        }
    }
}
