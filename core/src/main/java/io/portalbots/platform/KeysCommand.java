package io.portalbots.platform;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portalbots keys}: the keys that seal tokens. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Changes the keys that seal tokens.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = KeysCommand.Rotate.class)
final class KeysCommand {

    private KeysCommand() {}

    /** {@code portalbots keys rotate}: a client of the running platform's admin API. */
    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a new key, seals every token with it, and drops the old key once nothing is sealed with it.",
                "The platform has to be running, and goes on serving; it is found by its data directory. All platforms on"
                        + " one database have to read the same key file; start those that are down before, or use"
                        + " --keep-old. A rotation that was broken off is gone on with by running this again.",
                "With keys-command, first make a new key primary there, and keep the old one beside it.",
                "Progress goes to stderr, one line with the end to stdout."
            },
            footer = {"", "Example:", "  portalbots keys rotate --data /var/lib/portalbots"})
    static final class Rotate implements Callable<Integer> {

        private static final List<String> ROTATION = List.of("keys", "rotation");
        private static final long LOOK_MILLIS = 300;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final Flags flags = new Flags();

        @Option(names = "--keep-old", description = "Keeps the old keys, for backups that they sealed.")
        private boolean keepOld;

        @Override
        public Integer call() {
            try (var admin = AdminClient.of(flags.read(spec))) {
                var progress = admin.post(ROTATION, new JsonObject().put("keepOld", keepOld));
                var told = "";
                while (!over(progress)) {
                    told = tell(line(progress), told);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
                    progress = admin.get(ROTATION);
                }
                return ended(progress);
            }
        }

        private static boolean over(JsonObject progress) {
            return !List.of("sealing", "settling").contains(progress.getString("phase"));
        }

        private static String tell(String line, String told) {
            if (!line.equals(told)) {
                System.err.println(line);
            }
            return line;
        }

        private static String line(JsonObject progress) {
            return progress.getString("phase").equals("settling")
                    ? "waiting for what other processes are still writing"
                    : "sealed anew " + progress.getLong("done") + " of " + progress.getLong("total");
        }

        private static int ended(JsonObject progress) {
            if (!progress.getString("phase").equals("done")) {
                throw new StartException(
                        "the keys are not rotated: " + progress.getString("said", "it was broken off"));
            }
            System.out.println("rotated: sealed anew " + progress.getLong("done") + " of " + progress.getLong("total")
                    + "; " + progress.getString("said"));
            return 0;
        }
    }
}
