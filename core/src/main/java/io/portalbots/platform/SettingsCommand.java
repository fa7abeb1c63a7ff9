package io.portalbots.platform;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
            var running = DataDirectory.running(flags.read(spec).data());
            var key = assignment.substring(0, equals);
            var answer = put(running, key, assignment.substring(equals + 1));
            System.out.println("set " + key + " of " + answer.getString("plugin") + " for " + answer.getString("tenant")
                    + " (" + answer.getString("domain") + ")");
            return 0;
        }

        private JsonObject put(DataDirectory.Running running, String key, String value) {
            var uri = URI.create(running.url() + "/admin/tenants/" + encoded(tenant) + "/plugins/" + encoded(plugin)
                    + "/settings/" + encoded(key));
            var request = HttpRequest.newBuilder(uri)
                    .header("Authorization", "Bearer " + running.token())
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(
                            new JsonObject().put("value", value).encode()))
                    .build();
            try (var http = HttpClient.newHttpClient()) {
                var response = http.send(request, HttpResponse.BodyHandlers.ofString());
                var answer = new JsonObject(response.body());
                if (response.statusCode() != 200) {
                    throw new StartException(answer.getString("message"));
                }
                return answer;
            } catch (IOException | InterruptedException e) {
                throw new StartException("the platform at " + running.url() + " does not answer: " + e.getMessage(), e);
            }
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }
}
