package io.portalbots.platform;

import io.portalbots.registry.doctor.Complaint;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portalbots doctor}: why people do not see an app. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Says why an app is not there: goes along what has to hold so that people see it, and names the first broken"
                    + " link with its remedy.",
            "The platform has to be running; it asks the portal once, and changes nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no link is broken, as far as can be told",
            "1:a link is broken, or it failed",
            "2:wrong usage"
        },
        footer = {
            "",
            "Examples:",
            "  portalbots doctor --tenant acme --app echo.board",
            "  portalbots doctor --tenant acme --app echo.board --person 5 --dialog chat443",
            "  portalbots doctor --tenant acme --app echo.board --json | jq -r .remedy"
        })
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final Flags flags = new Flags();

    @Option(
            names = "--tenant",
            required = true,
            paramLabel = "SELECTOR",
            description = "The tenant's member id, domain or id, or the beginning of one.")
    private String tenant = "";

    @Option(names = "--app", required = true, paramLabel = "PLUGIN.APP", description = "The app, such as echo.board.")
    private String app = "";

    @Option(names = "--person", paramLabel = "ID", description = "Who misses it, by the portal's number.")
    private String person = "";

    @Option(
            names = "--dialog",
            paramLabel = "ID",
            description = "Where: chat443, or the number of the person or bot at the other end.")
    private String dialog = "";

    @Option(names = "--json", description = "Prints JSON with every field.")
    private boolean json;

    @Override
    public Integer call() {
        checkWords();
        try (var admin = AdminClient.of(flags.read(spec))) {
            var answer = admin.get(
                    List.of("tenants", tenant, "apps", app, "diagnosis"), "?person=" + person + "&dialog=" + dialog);
            System.out.println(json ? answer.encodePrettily() : new DoctorReport(answer).toString());
            return answer.getString("broken").isEmpty() ? 0 : 1;
        }
    }

    private void checkWords() {
        try {
            Complaint.of(app, person, dialog);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What the admin API tells of an app, for people. */
    private record DoctorReport(JsonObject diagnosis) {

        @Override
        public String toString() {
            return diagnosis.getString("app") + " on " + diagnosis.getString("domain") + "  "
                    + diagnosis.getString("tenant") + "\n\n" + links() + "\n" + verdict();
        }

        private String links() {
            var columns = new Columns("LINK", "", "WHAT WAS FOUND");
            links(columns);
            return columns.toString();
        }

        private void links(Columns columns) {
            objects()
                    .forEach(link ->
                            columns.row(link.getString("link"), mark(link.getString("state")), link.getString("said")));
        }

        private static String mark(String state) {
            return switch (state) {
                case "broken" -> "BROKEN";
                case "unknown" -> "cannot be told";
                default -> state;
            };
        }

        private String verdict() {
            var broken = diagnosis.getString("broken");
            return broken.isEmpty() ? unbroken() : "broken: " + broken + "\n" + diagnosis.getString("remedy");
        }

        /** What is left to look at. */
        private String unbroken() {
            var text = new StringBuilder("nothing is broken, as far as can be told");
            objects()
                    .filter(link -> !link.getString("advice").isEmpty())
                    .forEach(link -> text.append("\n")
                            .append(link.getString("link"))
                            .append(": ")
                            .append(link.getString("advice")));
            return text.toString();
        }

        private java.util.stream.Stream<JsonObject> objects() {
            return diagnosis.getJsonArray("links").stream().map(JsonObject.class::cast);
        }
    }
}
