package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What portals do to the registry while it changes what they have, and how many requests that costs. Each test has a portal
 * of its own; a setting says which apps a plugin offers it.
 */
class RegistryFaultTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger PORTALS = new AtomicInteger();
    private static final String TOKEN = "oauth/token";
    private static final String SEVERAL = "batch";

    /** Offers an app for each word of a setting, all with the title that another one says. */
    private static final String SWAN = """
            public List<Setting> settings() {
                return List.of(
                        new Setting("apps", new Setting.Type.Line(100), Map.of("en", "Apps")),
                        new Setting("title", new Setting.Type.Line(100), Map.of("en", "Title")));
            }
            public Offer offer(PortalInfo portal) {
                var title = portal.settings().getOrDefault("title", "One");
                var apps = new ArrayList<ChatApp>();
                for (var code : portal.settings().getOrDefault("apps", "a b c").split(" ")) {
                    if (!code.equals("-")) {
                        apps.add(new ChatApp(code, new ChatApp.Action.Send("/swan"), Audience.everywhere(),
                                Map.of("en", new Label(title, ""))));
                    }
                }
                return Offer.of(apps.toArray(new ChatApp[0]));
            }
            """;

    @TempDir
    private static Path data;

    private static TestHouse house;

    /** How a portal answers. */
    enum Kind {
        CONTRACT,
        REAL;

        JsonObject switches() {
            return new JsonObject()
                    .put("mode", name().toLowerCase(Locale.ROOT))
                    .put("ids", this == REAL ? "string" : "number");
        }
    }

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(data.resolve("plugins"));
        PluginJar.of("swan", "1.0.0").extension("Swan", SWAN).write(data.resolve("plugins/swan.jar"));
        house = new TestHouse(VERTX, data);
    }

    @AfterAll
    static void stop() {
        house.close();
        VERTX.close().await();
    }

    @AfterEach
    void restore() {
        TestPortal.send("DELETE", house.sandboxUrl() + "/_sandbox/faults", "");
    }

    @ParameterizedTest
    @EnumSource
    void hasNothingTwiceWhenAnswersToRegistrationsAreLost(Kind kind) {
        var portal = installed(kind);
        fault(portal, "cut", SEVERAL, "after", 1);

        set(portal, "apps", "a b c d e");

        eventually("there", () -> has(portal, "One", "a", "b", "c", "d", "e"));
        settled(portal);
        assertThat(requests(portal)).as("the one that was lost, and one more").isEqualTo(2);
        assertSound(portal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void hasNothingTwiceWhenTheConnectionOfOneRegistrationBreaks(String moment) {
        var portal = installed(Kind.REAL);
        fault(portal, "cut", "imbot.app.register", moment, 1);

        set(portal, "apps", "a b c d");

        eventually("there", () -> has(portal, "One", "a", "b", "c", "d"));
        settled(portal);
        assertThat(requests(portal)).isEqualTo(2);
        assertSound(portal);
    }

    @ParameterizedTest
    @EnumSource
    void repeatsUpdatesAndRemovalsOfWhichTheAnswerWasLost(Kind kind) {
        var portal = installed(kind);
        fault(portal, "cut", SEVERAL, "after", 1);

        set(portal, "title", "Two");

        eventually("changed", () -> has(portal, "Two", "a", "b", "c"));
        settled(portal);
        assertThat(requests(portal)).isEqualTo(2);
        forget();
        fault(portal, "cut", SEVERAL, "after", 1);

        set(portal, "apps", "c");

        eventually("removed", () -> has(portal, "Two", "c"));
        settled(portal);
        assertThat(requests(portal)).as("what is gone already is removed").isEqualTo(2);
        assertSound(portal);
    }

    @ParameterizedTest
    @EnumSource
    void putsBackOnlyTheAppThatSomebodyDeleted(Kind kind) {
        var portal = installed(kind);
        lose(
                portal,
                "lose-app",
                "appId",
                Objects.requireNonNull(PortalState.of(portal).appIds().get("swan.b")));

        set(portal, "title", "Two");

        eventually("back", () -> has(portal, "Two", "a", "b", "c"));
        settled(portal);
        assertThat(requests(portal)).isEqualTo(2);
        assertThat(commands(portal, "imbot.app.update")).as("once each").isEqualTo(3);
        assertThat(commands(portal, "imbot.app.register"))
                .as("the others are there")
                .isEqualTo(1);
        assertSound(portal);
    }

    @ParameterizedTest
    @EnumSource
    void putsBackABotThatWasDeletedWithAllItOwned(Kind kind) {
        var portal = installed(kind);
        lose(portal, "lose-bot", "botId", (long) portal.bot("portalbots_apps"));

        set(portal, "title", "Two");

        eventually("back", () -> has(portal, "Two", "a", "b", "c"));
        settled(portal);
        assertThat(requests(portal))
                .as("one finds the apps gone, one the bot, one puts all back")
                .isLessThanOrEqualTo(3);
        assertSound(portal);
    }

    @Test
    void refreshesAndRepeatsOnceWhenATokenExpiresUnderABatch() {
        var portal = installed(Kind.REAL);
        fault(new JsonObject()
                .put("kind", "expire-tokens")
                .put("portal", portal.name())
                .put("count", 1));

        set(portal, "title", "Two");

        eventually("changed", () -> has(portal, "Two", "a", "b", "c"));
        settled(portal);
        assertThat(requests(portal)).as("refused, a refresh, repeated").isEqualTo(3);
        assertThat(calls(portal, TOKEN)).hasSize(1);
    }

    @Test
    void asksNoMoreWhereTheInstallationIsDead() {
        var portal = installed(Kind.CONTRACT);
        lose(portal, "lose-install", "clientId", TestHouse.CLIENT);

        set(portal, "title", "Two");

        eventually("lost", () -> tenant(portal).state() instanceof TenantState.AuthLost);
        settled(portal);
        forget();
        set(portal, "title", "Three");
        settled(portal);
        assertThat(requests(portal)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-in-plan", "on-hold", "stopped"})
    void keepsTheWorkOfAPortalThatBarsUsAndDoesItOnceItIsOpen(String rest) {
        var portal = installed(Kind.REAL);
        portal.change(new JsonObject().put("rest", rest));

        set(portal, "title", "Two");

        eventually("not active", () -> !tenant(portal).active());
        settled(portal);
        assertThat(requests(portal)).isBetween(1L, 3L);
        forget();
        set(portal, "apps", "a b");
        settled(portal);
        assertThat(requests(portal)).as("nothing is reconciled").isZero();

        portal.change(new JsonObject().put("rest", "open"));
        portal.user("Bob").types(portal.bot("portalbots_apps"), "anybody?");

        eventually("done", () -> has(portal, "Two", "a", "b"));
        settled(portal);
        assertSound(portal);
    }

    @Test
    void keepsTheWorkOfASubscriptionThatEnded() {
        var portal = installed(Kind.CONTRACT);
        fault(new JsonObject()
                .put("kind", "error")
                .put("status", 402)
                .put("error", "PAYMENT_REQUIRED")
                .put("portal", portal.name())
                .put("count", 1));

        set(portal, "title", "Two");

        eventually("suspended", () -> tenant(portal).state() instanceof TenantState.Suspended);
        settled(portal);
        assertThat(requests(portal)).isEqualTo(1);
        portal.user("Bob").types(portal.bot("portalbots_apps"), "anybody?");
        eventually("done", () -> has(portal, "Two", "a", "b", "c"));
    }

    @Test
    void findsAPortalThatMovesWhileItIsReconciled() {
        var portal = installed(Kind.REAL);
        var before = tenant(portal);
        lose(portal, "rename", "name", portal.name() + "-moved");
        var moved = house.portal(portal.name() + "-moved");

        set(before.id(), "title", "Two");

        eventually("changed", () -> has(moved, "Two", "a", "b", "c"));
        settled(moved);
        assertThat(requests(moved)).as("sent away, a refresh, repeated").isBetween(2L, 3L);
        assertThat(tenant(moved).generation()).isEqualTo(before.generation());
        assertSound(moved);
    }

    @Test
    void leavesOnlyThePortalAloneThatOthersFilled() {
        var full = installed(Kind.CONTRACT);
        var other = installed(Kind.CONTRACT);
        fault(new JsonObject()
                .put("kind", "unavailable")
                .put("error", "QUERY_LIMIT_EXCEEDED")
                .put("portal", full.name())
                .put("count", 1));

        set(full, "title", "Two");
        eventually("refused", () -> requests(full) == 1);
        set(other, "title", "Two");

        eventually("served", () -> has(other, "Two", "a", "b", "c"));
        eventually("served later", () -> has(full, "Two", "a", "b", "c"));
        settled(full);
        assertThat(requests(other)).isEqualTo(1);
        assertThat(requests(full)).isEqualTo(2);
    }

    @Test
    void callsAMethodNoMoreWhoseTimeIsUpAndKeepsItsWork() {
        var portal = installed(Kind.CONTRACT);
        portal.change(new JsonObject()
                .put(
                        "limits",
                        new JsonObject()
                                .put("plan", "standard")
                                .put("operating", "PT1S")
                                .put("cost", new JsonObject().put("imbot.app.register", "PT40S"))));

        set(portal, "apps", "a b c d e f");

        eventually("waits", () -> attempts(portal) >= 2);
        assertThat(commands(portal, "imbot.app.register"))
                .as("one that was done, two that were refused for it; none after")
                .isEqualTo(3);
        assertThat(portal.apps()).hasSize(4);
        set(portal, "apps", "a b c d e f -");
        set(portal, "title", "Two");
        eventually("the others go on", () -> PortalState.of(portal).apps().contains("swan.a SEND /swan all Two"));
        assertThat(commands(portal, "imbot.app.register")).isEqualTo(3);
        portal.uninstall(TestHouse.CLIENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "drip", "slow"})
    void doesOthersMeanwhileWhereAPortalIsSlow(String kind) {
        var slow = installed(Kind.CONTRACT);
        var others = List.of(installed(Kind.CONTRACT), installed(Kind.REAL));
        var fault =
                new JsonObject().put("kind", kind).put("portal", slow.name()).put("count", 1);
        fault(kind.equals("hang") ? fault : fault.put("delay", "PT3S"));

        set(slow, "title", "Two");
        eventually("asked", () -> struck() == 1);
        var since = System.nanoTime();
        others.forEach(other -> set(other, "title", "Two"));

        others.forEach(other -> eventually("done", () -> has(other, "Two", "a", "b", "c")));
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(10));
        if (!kind.equals("hang")) {
            eventually("done too", () -> has(slow, "Two", "a", "b", "c"));
            settled(slow);
            assertThat(requests(slow)).isEqualTo(1);
        }
    }

    @Test
    void dropsWhatComesAfterAnUninstallation() {
        var portal = installed(Kind.CONTRACT);
        fault(new JsonObject()
                .put("kind", "slow")
                .put("delay", "PT2S")
                .put("moment", "after")
                .put("portal", portal.name())
                .put("method", "imbot.app.*")
                .put("count", 1));
        set(portal, "apps", "a b c d e");
        eventually("under way", () -> struck() == 1);

        portal.uninstall(TestHouse.CLIENT);

        eventually("removed", () -> tenant(portal).state() instanceof TenantState.Removed);
        var asked = requests(portal);
        settled(portal);
        assertThat(requests(portal)).as("only what was on its way").isLessThanOrEqualTo(asked + 1);
        assertThat(portal.apps()).isEmpty();

        install(portal);

        eventually("there again", () -> has(portal, "One", "a", "b", "c", "d", "e"));
        settled(portal);
        assertSound(portal);
    }

    @Test
    void keepsPluginsApartThatCallTheirAppsTheSame() throws IOException {
        var portal = installed(Kind.REAL);
        var ids = PortalState.of(portal).appIds();
        var goose = house.plugins().resolve("goose.jar");
        try {
            PluginJar.of("goose", "1.0.0").extension("Goose", SWAN).write(goose);
            eventually(
                    "both",
                    () -> portal.apps().equals(List.of("goose.a", "goose.b", "goose.c", "swan.a", "swan.b", "swan.c")));
            settled(portal);
            assertSound(portal);
        } finally {
            Files.delete(goose);
        }

        eventually("one", () -> portal.apps().equals(List.of("swan.a", "swan.b", "swan.c")));
        settled(portal);
        assertThat(PortalState.of(portal).appIds()).isEqualTo(ids);
        assertSound(portal);
    }

    @Test
    void asksNothingBecauseOfBadJars() throws IOException {
        var portal = installed(Kind.CONTRACT);
        var swan = house.plugins().resolve("swan.jar");
        var good = Files.readAllBytes(swan);
        var others =
                List.of(house.plugins().resolve("noise.jar"), house.plugins().resolve("half.jar"));
        try {
            Files.write(swan, Arrays.copyOf(good, good.length / 2));
            Files.writeString(others.get(0), "no jar");
            Files.write(others.get(1), Arrays.copyOf(good, good.length - 1));
            eventually("refused", () -> house.platform().plugins().failures().size() == 3);
            settled(portal);

            assertThat(requests(portal)).isZero();
            assertThat(has(portal, "One", "a", "b", "c")).isTrue();
        } finally {
            Files.write(swan, good);
            Files.delete(others.get(0));
            Files.delete(others.get(1));
        }
        eventually("good again", () -> house.platform().plugins().failures().isEmpty());
        settled(portal);
        assertThat(requests(portal)).as("it is what it was").isZero();
    }

    private static TestPortal installed(Kind kind) {
        var name = "f" + PORTALS.incrementAndGet();
        TestPortal.send(
                "POST",
                house.sandboxUrl() + "/_sandbox/portals",
                kind.switches().put("name", name).put("loopbackHttp", true).encode());
        var portal = house.portal(name);
        install(portal);
        eventually("installed", () -> has(portal, "One", "a", "b", "c"));
        settled(portal);
        forget();
        return portal;
    }

    private static void install(TestPortal portal) {
        portal.install(TestHouse.CLIENT, TestHouse.SECRET, house.eventUrl());
    }

    private static void forget() {
        TestPortal.send("DELETE", house.sandboxUrl() + "/_sandbox/calls", "");
    }

    private static void set(TestPortal portal, String key, String value) {
        set(tenant(portal).id(), key, value);
    }

    private static void set(TenantId tenant, String key, String value) {
        var request = HttpRequest.newBuilder(URI.create(house.platform().managementUrl() + "/admin/tenants/" + tenant
                        + "/plugins/swan/settings/" + key))
                .header("Authorization", "Bearer admin")
                .PUT(BodyPublishers.ofString(
                        new JsonObject().put("value", value).encode()))
                .build();
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Tenant tenant(TestPortal portal) {
        return house.platform()
                .stores()
                .tenants()
                .find(new TenantId("test", portal.memberId()))
                .orElseThrow();
    }

    private static boolean has(TestPortal portal, String title, String... codes) {
        return PortalState.of(portal)
                .apps()
                .equals(List.of(codes).stream()
                        .map(code -> "swan." + code + " SEND /swan all " + title)
                        .toList());
    }

    /** Waits until the tenant is not due, so that all is asked that is to be. */
    private static void settled(TestPortal portal) {
        eventually(
                "settled",
                () -> house.platform()
                        .stores()
                        .queue()
                        .standing(tenant(portal).id())
                        .filter(standing -> standing.waited().isPresent()
                                || standing.holder().isPresent())
                        .isEmpty());
    }

    private static int attempts(TestPortal portal) {
        return house.platform()
                .stores()
                .queue()
                .standing(tenant(portal).id())
                .orElseThrow()
                .attempt();
    }

    /** I1, I2: nothing is there twice, and the ledger knows all that is there and nothing else. */
    private static void assertSound(TestPortal portal) {
        var state = PortalState.of(portal);
        assertThat(state.twice()).isEmpty();
        assertThat(house.platform().stores().ledger().registrations(tenant(portal)).stream()
                        .filter(line -> !line.key().surface().equals("event"))
                        .map(line -> line.key().surface() + " " + line.id().orElse(-1))
                        .sorted()
                        .toList())
                .isEqualTo(state.numbers());
    }

    private static void fault(TestPortal portal, String kind, String method, String moment, int count) {
        fault(new JsonObject()
                .put("kind", kind)
                .put("moment", moment)
                .put("portal", portal.name())
                .put("method", method)
                .put("count", count));
    }

    private static void fault(JsonObject wish) {
        TestPortal.send("POST", house.sandboxUrl() + "/_sandbox/faults", wish.encode());
    }

    private static void lose(TestPortal portal, String kind, String field, Object what) {
        fault(new JsonObject().put("kind", kind).put("portal", portal.name()).put(field, what));
    }

    /** How often the fault that is set has struck. */
    private static int struck() {
        return new io.vertx.core.json.JsonArray(TestPortal.send("GET", house.sandboxUrl() + "/_sandbox/faults", ""))
                .getJsonObject(0)
                .getInteger("struck");
    }

    private static JsonObject log(TestPortal portal) {
        return new JsonObject(
                TestPortal.send("GET", house.sandboxUrl() + "/_sandbox/calls?portal=" + portal.name(), ""));
    }

    private static long requests(TestPortal portal) {
        return log(portal).getLong("http");
    }

    /** How often a method was called, in batches too. */
    private static int commands(TestPortal portal, String method) {
        return log(portal).getJsonObject("byMethod").getInteger(method, 0);
    }

    private static List<JsonObject> calls(TestPortal portal, String method) {
        return TestPortal.calls(
                house.sandboxUrl(),
                call -> portal.name().equals(call.getString("portal"))
                        && call.getString("method").equalsIgnoreCase(method));
    }
}
