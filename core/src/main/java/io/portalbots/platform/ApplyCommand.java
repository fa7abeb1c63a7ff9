package io.portalbots.platform;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portalbots apply}: a client of the running platform's admin API. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = {
            "Does exactly what a plan says. If something else is to be done by now, says what and does nothing.",
            "Takes the --tenant and --plugin that the plan was made with. What the plan has that is held back is approved"
                    + " by this. A tenant for which something else is to be done once its turn comes is left alone.",
            "The platform does it, also when this command is stopped. Progress goes to stderr.",
            "Exit codes: 0 all is done, 1 something is not, 2 wrong usage."
        },
        footer = {
            "",
            "Examples:",
            "  portalbots apply 3f9c1b7e5a2d",
            "  portalbots apply 3f9c1b7e5a2d --tenant acme --plugin echo"
        })
final class ApplyCommand implements Callable<Integer> {

    private static final List<String> APPLY = List.of("plans", "apply");
    private static final String NAME = "[0-9a-f]{12}";
    private static final long LOOK_MILLIS = 200;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final Flags flags = new Flags();

    @Mixin
    private final PlanFlags scope = new PlanFlags();

    @Parameters(index = "0", paramLabel = "PLAN", description = "The plan's name, as 'portalbots plan' prints it.")
    private String plan = "";

    @Option(names = "--json", description = "Prints the end as JSON.")
    private boolean json;

    private final Told told = new Told();

    @Override
    public Integer call() {
        if (!plan.matches(NAME)) {
            throw new UsageException(
                    "PLAN is 12 of 0-9 and a-f, as 'portalbots plan' prints it, but is '" + plan + "'");
        }
        try (var admin = AdminClient.of(flags.read(spec))) {
            var run = admin.post(APPLY, scope.body().put("plan", plan));
            while (List.of("planning", "applying").contains(run.getString("phase"))) {
                told.now(line(run));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
                run = admin.get(List.of("plans", "apply", run.getString("job")));
            }
            return ended(run);
        }
    }

    private static String line(JsonObject run) {
        return run.getString("phase").equals("planning")
                ? "looked at " + run.getLong("looked") + " tenants, whether the plan is still the same"
                : "applied to " + run.getLong("done") + " of " + run.getLong("total") + " tenants, "
                        + run.getLong("failed") + " failed";
    }

    private int ended(JsonObject run) {
        var phase = run.getString("phase");
        if (phase.equals("failed")) {
            throw new StartException(run.getString("said"));
        }
        if (json) {
            System.out.println(run.encodePrettily());
        }
        if (phase.equals("changed")) {
            throw new StartException(changed(run));
        }
        if (!json) {
            System.out.print(done(run));
        }
        return run.getLong("failed") + run.getLong("changed") == 0 ? 0 : 1;
    }

    private String changed(JsonObject run) {
        var differs =
                run.getJsonArray("difference").stream().map(one -> "\n  " + one).collect(Collectors.joining());
        return run.getString("said") + ":" + differs + "\nlook again:  portalbots plan" + scope.words();
    }

    private static String done(JsonObject run) {
        var text =
                new StringBuilder("applied to " + run.getLong("applied") + " of " + run.getLong("total") + " tenants");
        several(text, run, "already", "were done already");
        several(text, run, "changed", "have something else to do by now and were left alone");
        several(text, run, "failed", "failed, and are tried again by themselves");
        if (run.getLong("refused") > 0) {
            text.append("; portals refused ")
                    .append(run.getLong("refused"))
                    .append(", 'portalbots tenant show' says what");
        }
        text.append('\n');
        run.getJsonArray("failures").forEach(one -> {
            if (one instanceof JsonObject failure) {
                text.append("  ")
                        .append(failure.getString("domain"))
                        .append("  ")
                        .append(failure.getString("tenant"));
                text.append("  ").append(failure.getString("why")).append('\n');
            }
        });
        return text.toString();
    }

    private static void several(StringBuilder text, JsonObject run, String count, String words) {
        if (run.getLong(count) > 0) {
            text.append("; ").append(run.getLong(count)).append(' ').append(words);
        }
    }
}
