package io.portalbots.platform;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portalbots check}: whether a configuration will do, before any portal depends on it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Prints what to enter in Bitrix24 for each application, then proves the configuration, a line each: the"
                    + " database, the keys, the public address (called from outside, by GET, HEAD and POST), and the"
                    + " credentials of each application at each authorization server.",
            "Works beside a running platform, and without one. Exit code 1 if anything failed."
        },
        footer = {
            "",
            "Examples:",
            "  portalbots check --config /etc/portalbots/platform.yaml",
            "  portalbots check --config platform.yaml --json | jq '.checks[] | select(.ok | not)'"
        })
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final Flags flags = new Flags();

    @Option(
            names = "--json",
            description =
                    "Prints {\"applications\": [..], \"checks\": [{\"what\", \"ok\", \"said\", \"remedy\"}, ..]}.")
    private boolean json;

    @Override
    public Integer call() {
        if (flags.file().isEmpty()) {
            throw new UsageException("check needs --config FILE; config/platform.yaml explains every key");
        }
        var vertx = Vertx.vertx();
        try {
            return report(new Checks(vertx, flags.read(spec)), json);
        } finally {
            vertx.close().await();
        }
    }

    static int report(Checks checks, boolean json) {
        var entries = checks.entries();
        if (!json) {
            entries.forEach(entry -> System.out.println(entry.text()));
        }
        var findings = checks.findings(finding -> {
            if (!json) {
                System.out.println(finding.line());
            }
        });
        if (json) {
            System.out.println(new JsonObject()
                    .put("applications", array(entries.stream().map(Entry::json).toList()))
                    .put("checks", array(findings.stream().map(Finding::json).toList()))
                    .encodePrettily());
        }
        return findings.stream().allMatch(Finding::ok) ? 0 : 1;
    }

    private static JsonArray array(List<JsonObject> objects) {
        return new JsonArray(objects);
    }
}
