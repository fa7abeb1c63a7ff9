package io.portalbots.platform;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portalbots settings}: what plugins are told about a portal. */
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = "Sets what plugins are told about a portal.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = SettingsCommand.Set.class)
final class SettingsCommand {

    private SettingsCommand() {}

    /** {@code portalbots settings set}: a client of the running platform's admin API. */
    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = {
                "Sets a value, and the buttons on the portal follow.",
                "The platform has to be running; it is found by its data directory."
            })
    static final class Set implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final Flags flags = new Flags();

        @Parameters(
                index = "0",
                paramLabel = "TENANT",
                description = "A tenant's id, member id or domain, or the beginning of one.")
        private String tenant = "";

        @Parameters(index = "1", paramLabel = "PLUGIN", description = "The plugin's id, such as call-button.")
        private String plugin = "";

        @Parameters(index = "2", paramLabel = "KEY=VALUE", description = "What to set, such as phone=+15550100.")
        private String assignment = "";

        @Override
        public Integer call() {
            var equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new UsageException("'" + assignment + "' must be KEY=VALUE");
            }
            var key = assignment.substring(0, equals);
            var answer = put(key, assignment.substring(equals + 1));
            System.out.println("set " + key + " of " + answer.getString("plugin") + " for " + answer.getString("tenant")
                    + " (" + answer.getString("domain") + ")");
            return 0;
        }

        private JsonObject put(String key, String value) {
            try (var admin = AdminClient.of(flags.read(spec))) {
                var path = List.of("tenants", tenant, "plugins", plugin, "settings", key);
                return admin.put(path, new JsonObject().put("value", value));
            }
        }
    }
}
