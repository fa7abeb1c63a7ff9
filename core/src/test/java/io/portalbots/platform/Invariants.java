package io.portalbots.platform;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has to be true of portals, database, files and logs whenever a platform has come to rest. */
final class Invariants {

    /** Nothing is asked of a portal any more, but for what was on its way. */
    private static final int GRACE = 1;

    private static final Duration A_WHILE = Duration.ofMillis(1200);

    private final String run;
    private final List<String> violations = new ArrayList<>();
    private long lost;
    private long unhealed;

    /** @param run names it in violations */
    Invariants(String run) {
        this.run = run;
    }

    List<String> violations() {
        return violations;
    }

    /** How often tenants that were installed had lost their tokens. */
    long lost() {
        return lost;
    }

    /** How many of them did not come back. */
    long unhealed() {
        return unhealed;
    }

    private void violated(String what) {
        violations.add(run + ": " + what);
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            violated(otherwise);
        }
    }

    /** The story itself came to a bad end. */
    void broken(Throwable cause) {
        violated("the story ends with " + cause);
    }

    void settled(List<String> left, String when) {
        require(left.isEmpty(), when + ": comes to no rest: " + left);
    }

    long lost(CrashHouse house) {
        return house.number("select count(*) from lost");
    }

    void everLost(CrashHouse house, long before) {
        lost += lost(house) - before;
    }

    void unhealed(CrashHouse house, TestPortal portal, String when) {
        unhealed++;
        violated(when + ": the tenant of " + portal.name() + " is '" + house.state(portal) + "'");
    }

    /** I1, I2: the portal has what it should have, once, and the tenant has tokens. */
    void installed(CrashHouse house, TestPortal portal, String when) {
        var described = portal.describe();
        require(
                wished(described).equals(WISHED),
                when + ": the portal has " + wished(described) + " and not " + WISHED);
        require(answered(portal), when + ": nobody answers");
        require(
                house.number("select count(*) from chain join tenant using (tenant_id, generation) where member_id = '"
                                + portal.memberId() + "' and retired is null")
                        > 0,
                when + ": no chain lives");
        tokensStayHome(house, portal, when);
    }

    private static boolean answered(TestPortal portal) {
        return portal.bots().anyMatch(bot -> portal.user("Bob").hears(bot).contains("hello"));
    }

    /** What the plugin of these tests wants of a portal. */
    private static final List<String> WISHED = List.of(
            "bots portalbots_parrot Parrot LIME",
            "commands apps",
            "commands caw",
            "chatApps parrot.caw SEND /caw Caw 1.0.0");

    private static List<String> wished(JsonObject portal) {
        return Stream.of(
                        each(portal, "bots")
                                .map(bot -> Stream.of("code", "name", "color")
                                        .map(bot::getString)
                                        .collect(Collectors.joining(" ", "bots ", ""))),
                        each(portal, "commands")
                                .map(command -> "commands " + command.getString("command"))
                                .sorted(),
                        each(portal, "chatApps")
                                .map(app -> "chatApps " + app.getString("code") + " " + app.getString("jsMethod") + " "
                                        + app.getString("jsParam") + " "
                                        + app.getJsonArray("lang")
                                                .getJsonObject(0)
                                                .getString("title")))
                .flatMap(lines -> lines)
                .toList();
    }

    private static Stream<JsonObject> each(JsonObject portal, String kind) {
        return portal.getJsonArray(kind, new JsonArray()).stream().map(JsonObject.class::cast);
    }

    /** I5: whatever a portal was shown is a token of its own. */
    private void tokensStayHome(CrashHouse house, TestPortal portal, String when) {
        TestPortal.calls(house.sandbox(), call -> true).stream()
                .filter(call -> portal.name().equals(call.getString("portal")) && call.getJsonObject("token") != null)
                .filter(call ->
                        !portal.name().equals(call.getJsonObject("token").getString("portal")))
                .forEach(call -> violated(when + ": a token of another portal was shown: " + call));
    }

    /** I3: how often refresh tokens of the portal were shown that had brought a pair before. */
    long spent(CrashHouse house, TestPortal portal) {
        return TestPortal.calls(house.sandbox(), call -> call.getJsonObject("token") != null).stream()
                .map(call -> call.getJsonObject("token"))
                .filter(token -> token.getString("portal").equals(portal.name()) && token.getBoolean("spent"))
                .count();
    }

    /** I6: what was acknowledged is known, tokens are gone, and the portal is left alone. */
    void uninstalled(CrashHouse house, TestPortal portal) {
        var heard = house.events(portal, "delivered").anyMatch("ONAPPUNINSTALL"::equals);
        if (heard) {
            require(
                    house.state(portal).equals("removed"),
                    "the uninstallation was acknowledged, and the tenant is " + house.state(portal));
            require(
                    house.number("select count(*) from chain join tenant using (tenant_id) where member_id = '"
                                    + portal.memberId() + "'")
                            == 0,
                    "a removed tenant has tokens");
            var before = calls(house, portal);
            LockSupport.parkNanos(A_WHILE.toNanos());
            var more = calls(house, portal) - before;
            require(more <= GRACE, "a portal that uninstalled us was asked " + more + " times more");
        }
    }

    private static long calls(CrashHouse house, TestPortal portal) {
        return TestPortal.calls(house.sandbox(), call -> portal.name().equals(call.getString("portal")))
                .size();
    }

    /** I8: no secret that passed through the platform is in its tables, its files or its log. */
    void secrets(CrashHouse house) {
        try {
            var secrets = Files.readAllLines(house.secrets());
            look("the log", Files.readString(house.log()), secrets);
            for (var table :
                    house.texts("select table_name from information_schema.tables where table_schema = 'bots'")) {
                look("table " + table, String.join("\n", house.texts("select t::text from " + table + " t")), secrets);
            }
            try (var files = Files.walk(house.data())) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    look("file " + file.getFileName(), latin(file), secrets);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String latin(Path file) throws IOException {
        return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private void look(String where, String text, List<String> secrets) {
        var shown = secrets.stream().filter(text::contains).count();
        require(shown == 0, where + " shows " + shown + " of " + secrets.size() + " secrets");
    }
}
