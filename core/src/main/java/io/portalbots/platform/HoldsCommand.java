package io.portalbots.platform;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portalbots holds}: what looks like a mistake and waits for an operator. */
@Command(
        name = "holds",
        mixinStandardHelpOptions = true,
        description = {
            "Lists what the running platform keeps back because it looks like a mistake, such as an emptied folder of"
                    + " plugins. What is held stays on portals as it is.",
            "A hold ends by itself when its cause is gone, or when it is approved. PLUGIN * is all plugins."
        },
        subcommands = HoldsCommand.Approve.class,
        footer = {
            "",
            "Examples:",
            "  portalbots holds",
            "  portalbots holds --json | jq -r '.holds[].said'",
            "  portalbots holds approve 7 --reason 'the plugin is given up'"
        })
final class HoldsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final Flags flags = new Flags();

    @Option(names = "--json", description = "Prints {\"holds\": [..]} with every field, instead of columns.")
    private boolean json;

    @Override
    public Integer call() {
        try (var admin = AdminClient.of(flags.read(spec))) {
            var answer = admin.get(List.of("holds"));
            System.out.println(json ? answer.encodePrettily() : columns(answer.getJsonArray("holds")));
            return 0;
        }
    }

    private static String columns(JsonArray holds) {
        var now = Instant.now();
        var columns = new Columns("HOLD", "PLUGIN", "CAUSE", "SINCE", "STATE", "WHAT");
        for (var one : holds) {
            if (one instanceof JsonObject hold) {
                columns.row(
                        String.valueOf(hold.getLong("id")),
                        hold.getString("plugin"),
                        hold.getString("cause"),
                        Columns.relative(Instant.parse(hold.getString("since")), now),
                        hold.containsKey("approved") ? "approved" : "held",
                        hold.getString("said"));
            }
        }
        return columns.isEmpty() ? "nothing is held" : columns.toString().stripTrailing();
    }

    /** {@code portalbots holds approve}. */
    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = {
                "Lets go what is held. It begins at once, on all portals that it concerns.",
                "It is approved for what was held only: a later mistake is held again."
            },
            footer = {"", "Example:", "  portalbots holds approve 7 --reason 'the plugin is given up'"})
    static final class Approve implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final Flags flags = new Flags();

        @Parameters(index = "0", paramLabel = "HOLD", description = "Its number, as 'portalbots holds' shows it.")
        private String hold = "";

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                required = true,
                description = "Why it is right; kept in the security log.")
        private String reason = "";

        @Option(names = "--json", description = "Prints JSON with every field.")
        private boolean json;

        @Override
        public Integer call() {
            try (var admin = AdminClient.of(flags.read(spec))) {
                var answer = admin.post(List.of("holds", hold, "approve"), new JsonObject().put("reason", reason));
                System.out.println(
                        json
                                ? answer.encodePrettily()
                                : "hold " + answer.getLong("id") + " is approved: " + answer.getString("said"));
                return 0;
            }
        }
    }
}
