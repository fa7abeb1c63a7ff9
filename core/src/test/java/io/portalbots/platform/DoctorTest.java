package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import io.portalbots.store.PrivateFile;
import io.portalbots.tenant.Tenant;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults as they happen, each on a portal of its own where it takes one, and what the doctor says first. */
class DoctorTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Set<String> BROUGHT = Set.of("tools", "moody", "refused", "absent");

    @TempDir
    private static Path data;

    private static TestHouse house;
    private static TestPortal acme;

    /** What the command did. */
    private record Run(int exit, String out, String err) {

        JsonObject json() {
            return new JsonObject(out);
        }

        String broken() {
            return json().getString("broken");
        }

        String remedy() {
            return json().getString("remedy");
        }

        JsonObject link(String name) {
            return json().getJsonArray("links").stream()
                    .map(JsonObject.class::cast)
                    .filter(link -> link.getString("link").equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        String said(String name) {
            return link(name).getString("said");
        }
    }

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(data.resolve("plugins"));
        PluginJar.of("tools", "1.2.0").extension("Tools", """
                        private static final Map<String, Label> NAME = Map.of("en", new Label("Tool", ""));
                        public Offer offer(PortalInfo portal) {
                            var apps = new ArrayList<ChatApp>();
                            apps.add(app("now", new ChatApp.Action.Send("/now"), Audience.everywhere()));
                            apps.add(app("off", new ChatApp.Action.Send("/off"), Audience.everywhere()));
                            apps.add(app("team", new ChatApp.Action.Send("/team"), Audience.in(Audience.Context.CHAT)));
                            apps.add(app("boss", new ChatApp.Action.Send("/boss"), Audience.everywhere().adminsOnly(true)));
                            apps.add(app("board", new ChatApp.Action.Iframe(300, 200), Audience.everywhere()));
                            apps.add(app("panel", new ChatApp.Action.Iframe(300, 200, false, true), Audience.everywhere()));
                            if (portal.setting("phone").isEmpty()) {
                                return new Offer(apps, List.of(new Offer.Missing("phone", Map.of("en", "a call button"))));
                            }
                            apps.add(app("call", new ChatApp.Action.Call(portal.setting("phone").get()), Audience.everywhere()));
                            return new Offer(apps, List.of());
                        }
                        private static ChatApp app(String code, ChatApp.Action action, Audience audience) {
                            return new ChatApp(code, action, audience, NAME);
                        }
                        public List<Setting> settings() {
                            return List.of(new Setting("phone", new Setting.Type.Phone(), Map.of("en", "Phone")));
                        }
                        """).write(data.resolve("plugins/tools.jar"));
        PluginJar.of("moody", "1.0.0").extension("Moody", """
                        public Offer offer(PortalInfo portal) { throw new IllegalStateException("not today"); }
                        """).write(data.resolve("plugins/moody.jar"));
        PluginJar.of("stranger", "1.0.0").extension("Stranger", "").write(data.resolve("plugins/stranger.jar"));
        PluginJar.of("refused", "1.0.0").write(data.resolve("plugins/refused.jar"));
        house = new TestHouse(VERTX, data, Map.of(), BROUGHT);
        Files.writeString(data.resolve("management.url"), house.platform().managementUrl());
        PrivateFile.write(data.resolve("admin.token"), "admin");
        house.portals("p", 7);
        house.portal("p3").change(new JsonObject().put("loopbackHttp", false));
        house.portal("beta").change(new JsonObject().put("messenger", "new"));
        var installed = Stream.of("acme", "beta", "p1", "p2", "p3", "p4", "p5", "p7")
                .map(house::portal)
                .toList();
        installed.forEach(portal -> portal.install(TestHouse.CLIENT, TestHouse.SECRET, house.eventUrl()));
        installed.forEach(DoctorTest::settled);
        acme = house.portal("acme");
    }

    @AfterAll
    static void stop() {
        house.close();
        VERTX.close().await();
    }

    @Test
    void findsNothingAndSaysWhenPeopleSeeWhatWasTakenJustNow() {
        var found = doctor("acme", "tools.now");

        assertThat(found.exit()).as(found.out()).isZero();
        assertThat(found.broken()).isEmpty();
        assertThat(found.said("plugin")).isEqualTo("tools 1.2.0 from tools.jar");
        assertThat(found.said("permission")).contains("'test' brings it, and the portal grants it imbot");
        assertThat(found.said("plan")).isEqualTo("nothing is to be done for it");
        assertThat(found.said("answer")).containsPattern("taken as number \\d+ at ");
        assertThat(found.said("visibility")).contains("at the next page load or by");
        assertThat(found.link("visibility").getString("advice")).startsWith("Have people reload the page");
        assertThat(found.said("installation")).isEqualTo("brought to its end");
        assertThat(found.said("audience"))
                .contains("in every dialog, for employees")
                .contains("menu 'Applications for chat'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            refused.app    | plugin     | its jar is refused: refused.jar            | in the place of refused.jar
            absent.app     | plugin     | no jar in the folder of plugins is         | Copy the jar of absent
            stranger.app   | permission | 'test' does not bring it                   | Add stranger to plugins
            tools.call     | settings   | not set: phone (a call button)             | tools "phone=VALUE"
            tools.nonsense | settings   | not set: phone                             | portalbots settings set
            moody.app      | settings   | does not say what it offers                | Look in the log
            tools.panel    | audience   | its frame is hidden                        | press such a button
            """)
    void namesTheFirstBrokenLinkAndItsRemedy(String app, String link, String said, String remedy) {
        var found = doctor("acme", app);

        assertThat(found.exit()).as(found.err()).isEqualTo(1);
        assertThat(found.broken()).isEqualTo(link);
        assertThat(found.said(link)).contains(said);
        assertThat(found.remedy()).contains(remedy);
    }

    @Test
    void findsWhatTheAdministratorSwitchedOff() {
        var id = tenant(acme).id();
        house.platform().stores().switches().set(id, "tools", "off", false, "test");

        assertBroken(doctor("acme", "tools.off"), "settings", "the portal's administrator switched it off");
    }

    @Test
    void findsATenantThatIsSuspended() {
        var portal = house.portal("p1");
        run("tenant", "suspend", portal.memberId(), "--reason", "does not pay");

        var found = doctor(portal.memberId(), "tools.now");

        assertBroken(found, "tenant", "suspended since");
        assertThat(found.said("tenant")).contains("by the operator: does not pay");
        assertThat(found.remedy())
                .isEqualTo("'portalbots tenant resume " + tenant(portal).id() + "' serves it again.");
        assertThat(found.said("installation")).contains("is suspended and is not called");
    }

    @Test
    void findsATenantWhoseTokensAreLost() {
        var portal = house.portal("p2");
        TestPortal.send("PATCH", portal.user("Alice").url(), "{\"dismissed\": true}");
        setPhone(portal);
        eventually("lost", () -> !tenant(portal).active());

        var found = doctor(portal.memberId(), "tools.call");

        assertBroken(found, "tenant", "auth_lost since");
        assertThat(found.remedy()).contains("open the application's page");
    }

    @Test
    void findsWhatThePortalRefusedAndSaysWhatItMeans() {
        var portal = house.portal("p3");

        eventually(
                "written",
                () -> doctor(portal.memberId(), "tools.board").said("answer").contains("asked last"));
        var found = doctor(portal.memberId(), "tools.board");

        assertBroken(found, "answer", "by IFRAME_HTTPS: the page of a frame is not at an https address");
        assertThat(found.said("answer")).contains("imbot.app.register answered IFRAME_HTTPS");
        assertThat(found.remedy()).startsWith("Set public-url to an https address.");
    }

    @Test
    void findsAPortalThatNeverAnsweredAndWouldHaveTheAppTwice() {
        var portal = house.portal("p4");
        portal.change(new JsonObject().put("knownApp", "error"));
        fault("cut", "p4", 1, new JsonObject().put("moment", "after"));
        setPhone(portal);
        eventually("in doubt", () -> doubted(portal));

        var found = doctor(portal.memberId(), "tools.call");

        assertBroken(found, "answer", "its registration was never answered");
        assertThat(found.remedy())
                .contains("portalbots tenant reset-bot " + tenant(portal).id());
    }

    @Test
    void findsWhatWaitsForASilentPortal() {
        var portal = house.portal("p5");
        fault("server-error", "p5", 1000, new JsonObject());
        setPhone(portal);
        eventually(
                "tried",
                () -> doctor(portal.memberId(), "tools.call").said("plan").contains("tries came to nothing"));

        var found = doctor(portal.memberId(), "tools.call");

        assertBroken(found, "plan", "adds the app tools.call");
        assertThat(found.said("plan")).contains("; due since ").contains("answers INTERNAL_SERVER_ERROR");
        assertThat(found.link("installation").getString("state")).isEqualTo("unknown");
    }

    @Test
    void findsAnInstallationThatWasNeverBroughtToItsEnd() {
        var portal = house.portal("p6");
        var page = new JsonObject()
                .put("clientId", TestHouse.CLIENT)
                .put("clientSecret", TestHouse.SECRET)
                .put("installUrl", house.installUrl())
                .put("via", "page");
        TestPortal.send("POST", portal.url() + "/installs", page.encode());
        settled(portal);

        var found = doctor(portal.memberId(), "tools.now");

        assertBroken(found, "installation", "was never brought to its end");
        assertThat(found.remedy()).contains("open the application in the portal");
    }

    @Test
    void findsThatTheApplicationWasNotGrantedItsScope() {
        var portal = house.portal("p7");
        TestPortal.send("PATCH", portal.url() + "/installs/" + TestHouse.CLIENT, "{\"scope\": \"user\"}");

        assertBroken(doctor(portal.memberId(), "tools.now"), "permission", "the portal grants [user] and not imbot");
    }

    @Test
    void findsThatAnAppIsNotForPeopleFromOutside() {
        var dora = number(acme, "Dora");
        TestPortal.send("POST", acme.user("Alice").url() + "/dialogs", "{\"dialogId\": \"" + dora + "\"}");

        var found = doctor("acme", "tools.now", "--person", dora);

        assertBroken(found, "audience", "it is not for people from outside the company");
    }

    @Test
    void findsThatAnAppIsForOtherDialogs() {
        var bot = String.valueOf(acme.bot("portalbots_apps"));

        var found = doctor("acme", "tools.team", "--dialog", bot);

        assertBroken(found, "audience", "in group chats only, and the dialog is the private chat with its bot");
        assertThat(found.remedy()).isEqualTo("Have the person look in group chats.");
    }

    @Test
    void knowsAGroupChatWhenItIsInOne() {
        var body = "{\"title\": \"News\", \"userIds\": [" + number(acme, "Alice") + ", " + number(acme, "Bob") + "]}";
        var chat = new JsonObject(TestPortal.send("POST", acme.url() + "/chats", body)).getInteger("chatId");

        var found = doctor("acme", "tools.team", "--dialog", "chat" + chat);

        assertThat(found.exit()).as(found.out()).isZero();
        assertThat(found.link("audience").getString("state")).isEqualTo("ok");
    }

    @Test
    void asksForThePersonWhereAnAppIsForAdministrators() {
        var anybody = doctor("acme", "tools.boss");
        var alice = doctor("acme", "tools.boss", "--person", number(acme, "Alice"));

        assertThat(anybody.link("audience").getString("advice")).contains("--person");
        assertThat(alice.link("audience").getString("state")).isEqualTo("ok");
    }

    @Test
    void saysThatTheNewMessengerShowsNoApps() {
        var portal = house.portal("beta");

        var found = run("doctor", "--tenant", portal.memberId(), "--app", "tools.now");

        assertThat(found.exit()).isZero();
        assertThat(found.out())
                .containsPattern("messenger +cannot be told +portals do not say which messenger they have")
                .contains("nothing is broken, as far as can be told")
                .contains("messenger: Ask whether others there see chat apps");
    }

    @Test
    void printsTheFirstBrokenLinkLast() {
        var found = run("doctor", "--tenant", "acme", "--app", "tools.call");

        assertThat(found.exit()).isEqualTo(1);
        assertThat(found.out().lines()).first().asString().startsWith("tools.call on acme.bitrix24.localhost");
        assertThat(found.out())
                .containsPattern("settings +BROKEN +not set: phone")
                .containsPattern("tenant +ok +active since");
        assertThat(found.out().strip().lines().toList())
                .endsWith(
                        "broken: settings",
                        "'portalbots settings set " + tenant(acme).id()
                                + " tools \"phone=VALUE\"' sets it, as the administrator can on the application's page.");
    }

    @Test
    void writesNothing() {
        var before = written();

        doctor("acme", "tools.call");
        doctor("acme", "tools.now");

        assertThat(written()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2 | an app is named PLUGIN.APP            | doctor --tenant acme --app board
            2 | a person is named by a number         | doctor --tenant acme --app tools.now --person Bob
            2 | a dialog is a number, or 'chat'       | doctor --tenant acme --app tools.now --dialog News
            2 | Missing required option: '--app       | doctor --tenant acme
            1 | no tenant matches 'nobody'            | doctor --tenant nobody --app tools.now
            """)
    void saysInOneLineWhatItCannotDo(int exit, String why, String line) {
        var refused = Ran.command(data, line);

        assertThat(refused.exit()).isEqualTo(exit);
        assertThat(refused.complaints()).singleElement().asString().contains(why);
    }

    private static void assertBroken(Run found, String link, String said) {
        assertThat(found.exit()).as(found.err()).isEqualTo(1);
        assertThat(found.broken()).as(found.out()).isEqualTo(link);
        assertThat(found.said(link)).contains(said);
    }

    private static Run doctor(String tenant, String app, String... more) {
        var words = Stream.of(List.of("doctor", "--tenant", tenant, "--app", app, "--json"), List.of(more));
        return run(words.flatMap(List::stream).toArray(String[]::new));
    }

    /** Waits for this tenant alone, and until all is done but for the plugin that fails, which is asked again. */
    private static void settled(TestPortal portal) {
        var stores = house.platform().stores();
        eventually(
                "settled",
                () -> stores.tenants().matching(portal.memberId()).stream()
                        .anyMatch(tenant -> tenant.active()
                                && stores.queue()
                                                .standing(tenant.id())
                                                .orElseThrow()
                                                .attempt()
                                        > 0));
    }

    private static Tenant tenant(TestPortal portal) {
        return house.platform().stores().tenants().matching(portal.memberId()).get(0);
    }

    private static String number(TestPortal portal, String called) {
        var url = portal.user(called).url();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static void setPhone(TestPortal portal) {
        var set = run("settings", "set", portal.memberId(), "tools", "phone=+1 555 0100");
        assertThat(set.exit()).as(set.err()).isZero();
    }

    private static boolean doubted(TestPortal portal) {
        return house.platform().stores().ledger().registrations(tenant(portal)).stream()
                .anyMatch(line -> line.doubt().isPresent());
    }

    private static void fault(String kind, String portal, int count, JsonObject more) {
        var wish = more.put("kind", kind).put("portal", portal).put("count", count);
        TestPortal.send("POST", house.sandboxUrl() + "/_sandbox/faults", wish.encode());
    }

    /** What is kept of tenants, but for what was asked of portals. */
    private static List<String> written() {
        var stores = house.platform().stores();
        var tenant = tenant(acme);
        return List.of(
                tenant.toString(),
                stores.ledger().lines(tenant).toString(),
                stores.chains().chains(tenant).stream()
                        .map(chain -> chain.holder() + " " + chain.version())
                        .toList()
                        .toString(),
                stores.trail().last(tenant.id(), 100).toString(),
                acme.apps().toString());
    }

    private static Run run(String... words) {
        var ran = Ran.command(data, List.of(words));
        return new Run(ran.exit(), ran.out(), ran.err());
    }
}
