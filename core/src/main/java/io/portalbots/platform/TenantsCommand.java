package io.portalbots.platform;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portalbots tenants}: who has installed us, and how they are. */
@Command(
        name = "tenants",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the tenants of the running platform, which is found by its data directory.",
            "States: active, auth_lost, suspended, unreachable, removed."
        },
        footer = {
            "",
            "Examples:",
            "  portalbots tenants --state auth_lost",
            "  portalbots tenants --json | jq -r '.tenants[].domain'"
        })
final class TenantsCommand implements Callable<Integer> {

    private static final Set<String> STATES =
            new TreeSet<>(Set.of("active", "auth_lost", "suspended", "unreachable", "removed"));
    private static final int PAGE = 500;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final Flags flags = new Flags();

    @Option(names = "--state", paramLabel = "STATE", description = "Only tenants in this state.")
    private String state = "";

    @Option(names = "--json", description = "Prints {\"tenants\": [..]} with every field, instead of columns.")
    private boolean json;

    @Override
    public Integer call() {
        if (!state.isEmpty() && !STATES.contains(state)) {
            throw new UsageException("--state must be one of " + STATES + " but is '" + state + "'");
        }
        try (var admin = AdminClient.of(flags.read(spec))) {
            var tenants = all(admin);
            System.out.println(json ? new JsonObject().put("tenants", tenants).encodePrettily() : columns(tenants));
            return 0;
        }
    }

    private JsonArray all(AdminClient admin) {
        var all = new JsonArray();
        var after = "";
        do {
            var query = "?limit=" + PAGE + "&state=" + state + "&after=" + AdminClient.encoded(after);
            var page = admin.get(List.of("tenants"), query);
            all.addAll(page.getJsonArray("tenants"));
            after = page.getString("next");
        } while (!after.isEmpty());
        return all;
    }

    private static String columns(JsonArray tenants) {
        var now = Instant.now();
        var columns = new Columns("DOMAIN", "STATE", "SINCE", "GENERATION", "TENANT", "REASON");
        for (var one : tenants) {
            if (one instanceof JsonObject tenant) {
                columns.row(
                        tenant.getString("domain"),
                        tenant.getString("state"),
                        Columns.relative(Instant.parse(tenant.getString("since")), now),
                        String.valueOf(tenant.getInteger("generation")),
                        tenant.getString("id"),
                        tenant.getString("reason"));
            }
        }
        return columns.isEmpty() ? "no tenants" : columns.toString().stripTrailing();
    }
}
