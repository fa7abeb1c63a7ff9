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

/** {@code portalbots events}: what portals told, and what cannot be handled. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = {
            "Lists events of portals, and settles those that are parked because they cannot be handled.",
            "What people wrote is shown by 'show --body' only, and that is noted in the security log."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            EventsCommand.Listing.class,
            EventsCommand.Show.class,
            EventsCommand.Replay.class,
            EventsCommand.Discard.class
        },
        footer = {
            "",
            "Examples:",
            "  portalbots events list --parked",
            "  portalbots events show 4711",
            "  portalbots events replay 4711 --reason 'the plugin is mended'",
            "  portalbots events discard 4711"
        })
final class EventsCommand {

    private EventsCommand() {}

    /** What they share: whom they ask, and how they print. */
    abstract static class Asking implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final Flags flags = new Flags();

        @Option(names = "--json", description = "Prints JSON with every field.")
        private boolean json;

        @Override
        public Integer call() {
            try (var admin = AdminClient.of(flags.read(spec))) {
                var answer = ask(admin);
                System.out.println(json ? answer.encodePrettily() : told(answer));
                return 0;
            }
        }

        abstract JsonObject ask(AdminClient admin);

        abstract String told(JsonObject answer);
    }

    /** {@code portalbots events list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the newest events, the newest first.",
            footer = {
                "",
                "Examples:",
                "  portalbots events list --tenant acme",
                "  portalbots events list --parked --json | jq -r '.events[].said'"
            })
    static final class Listing extends Asking {

        @Option(
                names = "--tenant",
                paramLabel = "SELECTOR",
                description = "Only those of this tenant, by its member id, domain or id, or the beginning of one.")
        private String tenant = "";

        @Option(names = "--parked", description = "Only those that cannot be handled and wait for you.")
        private boolean parked;

        @Option(names = "--limit", paramLabel = "N", description = "At most so many (100; 1000 at most).")
        private int limit = 100;

        @Override
        JsonObject ask(AdminClient admin) {
            var query = "?parked=" + parked + "&limit=" + limit + "&tenant=" + AdminClient.encoded(tenant);
            return admin.get(List.of("events"), query);
        }

        @Override
        String told(JsonObject answer) {
            return columns(answer.getJsonArray("events"));
        }

        private static String columns(JsonArray events) {
            var now = Instant.now();
            var columns = new Columns("EVENT", "NAME", "TENANT", "RECEIVED", "STATE", "ATTEMPT", "WHY");
            for (var one : events) {
                if (one instanceof JsonObject event) {
                    columns.row(
                            String.valueOf(event.getLong("id")),
                            EventReport.line(event.getString("name")),
                            event.getString("tenant"),
                            Columns.relative(Instant.parse(event.getString("received")), now),
                            event.getString("state"),
                            String.valueOf(event.getInteger("attempt")),
                            EventReport.line(event.getString("said")));
                }
            }
            return columns.isEmpty() ? "no events" : columns.toString().stripTrailing();
        }
    }

    /** Those that are about one event. */
    abstract static class OfOne extends Asking {

        @Parameters(
                index = "0",
                paramLabel = "EVENT",
                description = "Its number, as 'portalbots events list' shows it.")
        private String event = "";

        String event() {
            return event;
        }
    }

    /** {@code portalbots events show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = {
                "Shows an event: the names of its fields with their sizes, and what was answered.",
                "Its fields are kept for a while after it was handled (events.kept)."
            },
            footer = {"", "Examples:", "  portalbots events show 4711", "  portalbots events show 4711 --body"})
    static final class Show extends OfOne {

        @Option(
                names = "--body",
                description = "Shows what the fields say too, which is what people wrote; noted in the security log.")
        private boolean body;

        @Override
        JsonObject ask(AdminClient admin) {
            return admin.get(List.of("events", event()), "?body=" + body);
        }

        @Override
        String told(JsonObject answer) {
            return new EventReport(answer).toString().stripTrailing();
        }
    }

    /** Those that settle one that is parked, for a reason that the security log keeps. */
    abstract static class Deed extends OfOne {

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the security log.")
        private String reason = "";

        private final String name;
        private final String done;

        Deed(String name, String done) {
            this.name = name;
            this.done = done;
        }

        @Override
        JsonObject ask(AdminClient admin) {
            return admin.post(List.of("events", event(), name), new JsonObject().put("reason", reason));
        }

        @Override
        String told(JsonObject answer) {
            return "event " + answer.getLong("id") + " " + done;
        }
    }

    /** {@code portalbots events replay}. */
    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = {
                "Has a parked event handled within seconds, as if it had come just now.",
                "What was answered to it already is not said again."
            },
            footer = {"", "Example:", "  portalbots events replay 4711 --reason 'the plugin is mended'"})
    static final class Replay extends Deed {
        Replay() {
            super("replay", "is handled again");
        }
    }

    /** {@code portalbots events discard}. */
    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = "Ends a parked event for good. Those that nobody looks after end after 30 days.",
            footer = {"", "Example:", "  portalbots events discard 4711 --reason 'too late to answer'"})
    static final class Discard extends Deed {
        Discard() {
            super("discard", "is discarded");
        }
    }
}
