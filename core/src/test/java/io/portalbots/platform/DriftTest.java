package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What portals lose without a word is found in days, by few calls, and nothing else is taken for lost. */
@ExtendWith(VertxExtension.class)
class DriftTest {

    private static final String CODE = """
            private static Icon icon() {
                try {
                    var image = new java.awt.image.BufferedImage(108, 66, java.awt.image.BufferedImage.TYPE_INT_ARGB);
                    var png = new java.io.ByteArrayOutputStream();
                    javax.imageio.ImageIO.write(image, "png", png);
                    return Icon.of(png.toByteArray());
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            public Optional<BotProfile> bot() {
                return Optional.of(new BotProfile("Parrot", "", BotProfile.Color.LIME));
            }
            public List<Command> commands() {
                return List.of(new Command("caw", Map.of("en", new Command.Phrase("Caw", ""))));
            }
            private static ChatApp app(String code, ChatApp.Action action) {
                return new ChatApp(code, action, Audience.everywhere(), Map.of("en", new Label(code, ""))).with(icon());
            }
            public Offer offer(PortalInfo portal) {
                return Offer.of(app("caw", new ChatApp.Action.Send("/caw")), app("board", new ChatApp.Action.Iframe(300, 200)));
            }
            """;

    private static final int TENANTS = 40;
    private static final int ACTIVE = 34;
    private static final int DAYS = 12;
    private static final int LOSING_DAYS = 8;
    private static final int DEADLINE = 7;

    private final TestHouse house;

    /** An app or a bot of a portal. */
    private record Loss(TestPortal portal, String kind, int id, int day) {

        boolean isMended() {
            var here = portal.describe();
            return kind.equals("lose-app")
                    ? here.getJsonArray("chatApps").size() == 2
                    : !here.getJsonArray("bots").isEmpty()
                            && here.getJsonArray("commands").size() == 2
                            && here.getJsonArray("chatApps").size() == 2;
        }
    }

    /** One that is open all the time, as it hears what changes. */
    private record Messenger(TestPortal portal, String apps, List<String> icons) {

        static Messenger open(TestPortal portal) {
            var bob = portal.user("Bob").url();
            var session = new JsonObject(TestPortal.send("POST", bob + "/sessions", "{}")).getString("session");
            var bot = portal.bots().findFirst().orElseThrow();
            var apps = bob + "/apps?dialogId=" + bot + "&session=" + session;
            assertThat(icons(apps)).hasSize(2);
            return new Messenger(portal, apps, icons(apps));
        }

        private static List<String> icons(String apps) {
            return objects(TestPortal.send("GET", apps, ""))
                    .map(app -> app.getString("code") + " " + app.getString("icon"))
                    .filter(app -> app.contains("data:image/png"))
                    .toList();
        }

        void stillHasItsIcons() {
            assertThat(objects(TestPortal.send("GET", portal.url() + "/pushes?after=0", "")))
                    .isNotEmpty()
                    .extracting(push -> push.getString("command"))
                    .containsOnly("appUpdateIcon");
            assertThat(icons(apps)).isEqualTo(icons);
        }
    }

    private static Stream<JsonObject> objects(String array) {
        return new JsonArray(array).stream().map(JsonObject.class::cast);
    }

    DriftTest(Vertx vertx, @TempDir Path data) throws IOException {
        Files.createDirectories(data.resolve("plugins"));
        PluginJar.of("parrot", "1.0.0").extension("Parrot", CODE).write(data.resolve("plugins/parrot.jar"));
        house = new TestHouse(vertx, data);
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void findsWhatPortalsLostInAWeekByAQuarterOfACallADay() {
        var portals = portals();
        var messengers = portals.subList(ACTIVE - 4, ACTIVE).stream()
                .map(Messenger::open)
                .toList();
        portals.subList(ACTIVE, TENANTS).forEach(this::letIdle);
        seemsFresh(portals.get(TENANTS - 1));
        forgetCalls();
        var open = new ArrayList<Loss>();
        var found = new TreeMap<Integer, Integer>();
        for (var day = 1; day <= DAYS; day++) {
            if (day <= LOSING_DAYS) {
                open.add(lose(portals.get(2 * day - 2), "lose-app", day));
                open.add(lose(portals.get(2 * day - 1), "lose-bot", day));
            }
            aDayPasses();
            var today = day;
            open.removeIf(loss -> {
                var mended = loss.isMended();
                if (mended) {
                    found.merge(today - loss.day(), 1, Integer::sum);
                }
                return mended;
            });
        }

        var undisturbed = portals.subList(2 * LOSING_DAYS, ACTIVE);
        var idle = portals.subList(ACTIVE, TENANTS);
        var falseAlarms = undisturbed.stream().mapToLong(this::changes).sum();
        var perDay = (double) undisturbed.stream().mapToLong(this::requests).sum() / undisturbed.size() / DAYS;
        var perIdleDay = (double) idle.stream().mapToLong(this::requests).sum() / idle.size() / DAYS;
        System.out.printf(
                Locale.ROOT,
                "drift: tenants %d, days %d, lost %d, recall %.0f %%, found by days %s, calls per active tenant and day %.3f,"
                        + " per idle one %.3f, refreshes %d, false alarms %d%n",
                TENANTS,
                DAYS,
                2 * LOSING_DAYS,
                100.0 * (2 * LOSING_DAYS - open.size()) / (2 * LOSING_DAYS),
                found,
                perDay,
                perIdleDay,
                refreshes(),
                falseAlarms);
        assertThat(open).isEmpty();
        assertThat(found.lastKey()).isLessThanOrEqualTo(DEADLINE);
        assertThat(falseAlarms).isZero();
        assertThat(perDay).isPositive().isLessThanOrEqualTo(0.3);
        assertThat(perIdleDay).isZero();
        assertThat(refreshes()).isZero();
        assertThat(messengers).allSatisfy(Messenger::stillHasItsIcons);
        assertThat(found("imbot")).isEqualTo(LOSING_DAYS);
        assertThat(found("imbot.app")).isEqualTo(3 * LOSING_DAYS);
    }

    @Test
    void takesNeitherSilenceNorRefusalForALoss() {
        var acme = house.install("acme");
        var before = ledger();
        forgetCalls();

        for (var fault : faults()) {
            TestPortal.send("POST", house.sandboxUrl() + "/_sandbox/faults", fault.encode());
            var fence = fence();

            sql("update reconcile set probed_at = now() - interval '5 days'");
            eventually("probed in spite of " + fault, () -> fence() > fence && count("claimed_until > now()") == 0);

            assertThat(struck()).as("met " + fault).isPositive();
            TestPortal.send("DELETE", house.sandboxUrl() + "/_sandbox/faults", "");
        }

        assertThat(ledger()).isEqualTo(before);
        assertThat(house.platform().stores().tenants().page("", "", 1).get(0).active())
                .isTrue();
        assertThat(changes(acme)).isZero();
        assertThat(refreshes()).isZero();
    }

    private static List<JsonObject> faults() {
        return Stream.of(
                        new JsonObject().put("kind", "unavailable").put("error", "QUERY_LIMIT_EXCEEDED"),
                        new JsonObject().put("kind", "error").put("status", 403).put("error", "insufficient_scope"),
                        new JsonObject().put("kind", "cut").put("moment", "before"),
                        new JsonObject().put("kind", "error").put("status", 403).put("error", "ACCESS_DENIED"),
                        new JsonObject().put("kind", "expire-tokens"))
                .map(fault -> fault.put("method", "batch").put("count", 1))
                .toList();
    }

    private int struck() {
        return objects(TestPortal.send("GET", house.sandboxUrl() + "/_sandbox/faults", ""))
                .mapToInt(fault -> fault.getInteger("struck"))
                .sum();
    }

    private List<TestPortal> portals() {
        var body = new JsonObject().put("prefix", "p").put("count", TENANTS).put("loopbackHttp", true);
        TestPortal.send(
                "POST",
                house.sandboxUrl() + "/_sandbox/portals",
                body.put("mode", "real").encode());
        var portals = IntStream.rangeClosed(1, TENANTS)
                .mapToObj(number -> house.portal("p" + number))
                .toList();
        portals.forEach(portal -> portal.install(TestHouse.CLIENT, TestHouse.SECRET, house.eventUrl()));
        eventually(
                "installed",
                () -> portals.stream().allMatch(portal -> portal.apps().size() == 2));
        eventually("nothing under way", house::isQuiet);
        sql("""
                update reconcile set probed_at = now() - number * interval '1 day'
                from (select tenant_id, row_number() over (order by tenant_id) % 4 as number from reconcile) each
                where each.tenant_id = reconcile.tenant_id
                """);
        return portals;
    }

    private void letIdle(TestPortal portal) {
        var tenant = "tenant_id = 'test." + portal.memberId() + "'";
        sql("update chain set expires_at = now() - interval '1 hour' where " + tenant);
        sql("update reconcile set fresh_until = now() - interval '1 hour' where " + tenant);
    }

    /** The queue knows only roughly whose token is fresh. */
    private void seemsFresh(TestPortal portal) {
        sql("update reconcile set fresh_until = now() + interval '1 hour' where tenant_id = 'test." + portal.memberId()
                + "'");
    }

    private Loss lose(TestPortal portal, String kind, int day) {
        var app = kind.equals("lose-app");
        var id = portal.describe()
                .getJsonArray(app ? "chatApps" : "bots")
                .getJsonObject(0)
                .getInteger("id");
        var body =
                new JsonObject().put("kind", kind).put("portal", portal.name()).put(app ? "appId" : "botId", id);
        TestPortal.send("POST", house.sandboxUrl() + "/_sandbox/faults", body.encode());
        return new Loss(portal, kind, id, day);
    }

    private void aDayPasses() {
        sql("update reconcile set probed_at = probed_at - interval '1 day'");
        eventually(
                "nobody's turn",
                () -> count("due_at is not null or claimed_until > now() or (fresh_until > now()"
                                + " and probed_at < now() - interval '4 days')")
                        == 0);
    }

    private long count(String condition) {
        return number("select count(*) from reconcile where " + condition);
    }

    private long fence() {
        return number("select max(fence) from reconcile");
    }

    private long number(String query) {
        return house.platform()
                .stores()
                .pool()
                .query(query)
                .execute()
                .await()
                .iterator()
                .next()
                .getLong(0);
    }

    private List<String> ledger() {
        var lines = new ArrayList<String>();
        house.platform()
                .stores()
                .pool()
                .query("select t::text from registration t order by 1")
                .execute()
                .await()
                .forEach(row -> lines.add(row.getString(0)));
        return lines;
    }

    private void sql(String statement) {
        house.platform().stores().pool().query(statement).execute().await();
    }

    private void forgetCalls() {
        TestPortal.send("DELETE", house.sandboxUrl() + "/_sandbox/calls", "");
    }

    private JsonObject counters(TestPortal portal) {
        return new JsonObject(
                TestPortal.send("GET", house.sandboxUrl() + "/_sandbox/calls?portal=" + portal.name(), ""));
    }

    private long requests(TestPortal portal) {
        return counters(portal).getLong("http");
    }

    /** How often something was registered there, or taken away. */
    private long changes(TestPortal portal) {
        return counters(portal).getJsonObject("byMethod").stream()
                .filter(method ->
                        method.getKey().endsWith("register") || method.getKey().endsWith("bind"))
                .mapToLong(method -> ((Number) method.getValue()).longValue())
                .sum();
    }

    private int refreshes() {
        return TestPortal.calls(
                        house.sandboxUrl(), call -> call.getString("method").equals("oauth/token"))
                .size();
    }

    private double found(String surface) {
        return TestPortal.send("GET", house.platform().managementUrl() + "/metrics", "")
                .lines()
                .filter(line -> line.startsWith("portalbots_drift_found_total{surface=\"" + surface + "\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
