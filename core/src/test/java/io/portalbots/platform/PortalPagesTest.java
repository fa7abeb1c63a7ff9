package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.platform.PortalVisitor.Seen;
import io.portalbots.plugin.PluginJar;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The two pages within a portal, from the form the portal posts to what is on the portal then. */
@ExtendWith(VertxExtension.class)
class PortalPagesTest {

    private static final int ALICE = 1;
    private static final int BOB = 2;
    private static final String PHONE = "+1 555 0100";

    private static final String DIALER = """
            public Optional<BotProfile> bot() { return Optional.of(new BotProfile("Dialer", "", BotProfile.Color.LIME)); }
            public List<Setting> settings() {
                return List.of(
                    new Setting("phone", new Setting.Type.Phone(), Map.of("en", "Number", "de", "Nummer <b>")),
                    new Setting("key", new Setting.Type.Secret(), Map.of("en", "Key")),
                    new Setting("mode", new Setting.Type.Choice(List.of("fast", "slow")), Map.of("en", "Mode")));
            }
            public Offer offer(PortalInfo portal) {
                if (portal.setting("mode").equals(Optional.of("slow"))) { throw new IllegalStateException("too slow"); }
                var help = new ChatApp("help", new ChatApp.Action.Send("/help"), Audience.everywhere(),
                        Map.of("en", new Label("Help me", "")));
                return portal.setting("phone")
                    .map(number -> Offer.of(help, new ChatApp("call", new ChatApp.Action.Call(number),
                        Audience.everywhere(), Map.of("en", new Label("Call & \\"us\\"", "")))))
                    .orElseGet(() -> new Offer(List.of(help),
                        List.of(new Offer.Missing("phone", Map.of("en", "A button that dials")))));
            }
            """;

    private final TestHouse house;
    private final PortalVisitor alice;
    private final PortalVisitor bob;
    private final TestPortal acme;

    PortalPagesTest(Vertx vertx, @TempDir Path data) throws IOException {
        var plugins = Files.createDirectories(data.resolve("plugins"));
        PluginJar.of("dialer", "1.0.0").extension("Dialer", DIALER).write(plugins.resolve("dialer.jar"));
        house = new TestHouse(vertx, data);
        alice = new PortalVisitor(house, "acme", ALICE);
        bob = new PortalVisitor(house, "acme", BOB);
        acme = house.portal("acme");
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @BeforeEach
    void begin() {
        alice.begin();
    }

    private Seen installed() {
        alice.opens();
        alice.finish();
        house.installed(acme);
        return alice.opens();
    }

    @Test
    void installsAndTellsWhatIsMissingWithAFieldForIt() {
        var page = alice.opens();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html())
                .contains(
                        "Installed",
                        "One thing is missing",
                        "write /apps to Dialer",
                        "15 to 26 minutes",
                        "A button that dials")
                .contains("data-finish=")
                .doesNotContain("<script>");
        house.installed(acme);
        assertThat(acme.apps()).containsExactly("dialer.help");
    }

    @Test
    void isFramedByItsPortalOnlyAndKeptNowhere() {
        var page = installed();

        assertThat(page.headers())
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("Referrer-Policy", "no-referrer");
        var origin = house.sandboxUrl().replace("127.0.0.1", "acme.bitrix24.localhost");
        assertThat(page.headers().get("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors " + origin)
                .doesNotContain("unsafe");
    }

    @Test
    void putsTheButtonOnThePortalWhenTheMissingFieldIsFilledIn() {
        var page = installed();

        var saved = alice.sends(
                "settings", Map.of("session", page.session(), "plugin", "dialer", "setting.phone", " " + PHONE + " "));

        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.html()).contains("Saved.").doesNotContain("One thing is missing");
        eventually("there", () -> acme.apps().contains("dialer.call"));
        house.settled();
        var state = alice.sends("state", Map.of("session", saved.session())).plugin("dialer");
        assertThat(state).contains("On the portal since", PHONE).doesNotContain("load delay");
    }

    @Test
    void takesTheValueAwayThatIsEmptied() {
        var page = installed();
        alice.sends("settings", Map.of("session", page.session(), "plugin", "dialer", "setting.phone", PHONE));
        eventually("there", () -> acme.apps().contains("dialer.call"));

        alice.sends("settings", Map.of("session", page.session(), "plugin", "dialer", "setting.phone", ""));

        eventually("gone", () -> !acme.apps().contains("dialer.call"));
    }

    @Test
    void savesNothingIfOneValueIsWrongAndSaysWhichBesideIt() {
        var page = installed();

        var refused = alice.sends(
                "settings",
                Map.of("session", page.session(), "plugin", "dialer", "setting.phone", "none", "setting.key", "k"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.plugin("dialer"))
                .contains(
                        "aria-invalid=\"true\"",
                        "error_field_dialer_phone",
                        "This is no phone number",
                        "value=\"none\"");
        assertThat(settings()).isEmpty();
    }

    @Test
    void neverShowsASecretAndKeepsItUnlessItIsRemoved() {
        var session = installed().session();

        var saved =
                alice.sends("settings", Map.of("session", session, "plugin", "dialer", "setting.key", "s3cr3t-canary"));
        alice.sends("settings", Map.of("session", session, "plugin", "dialer", "setting.key", ""));

        assertThat(settings()).containsEntry("key", "s3cr3t-canary");
        assertThat(saved.html()).contains("A value is kept").doesNotContain("s3cr3t-canary");
        alice.sends("settings", Map.of("session", session, "plugin", "dialer", "setting.key", "", "remove.key", "Y"));
        assertThat(settings()).isEmpty();
    }

    @Test
    void disablesAndEnablesAnApp() {
        var page = installed();

        var disabled = alice.sends(
                "apps", Map.of("session", page.session(), "plugin", "dialer", "app", "help", "wanted", "N"));

        assertThat(disabled.plugin("dialer")).contains("aria-checked=\"false\"");
        eventually("gone", () -> acme.apps().isEmpty());
        alice.sends("apps", Map.of("session", page.session(), "plugin", "dialer", "app", "help", "wanted", "Y"));
        eventually("back", () -> acme.apps().contains("dialer.help"));
    }

    @Test
    void saysThatAPluginFailsAndLeavesWhatItHas() {
        var page = installed();

        var failing =
                alice.sends("settings", Map.of("session", page.session(), "plugin", "dialer", "setting.mode", "slow"));
        var tenant = house.platform().stores().tenants().page("", "", 1).get(0).id();
        eventually(
                "asked in vain",
                () -> house.platform()
                                .stores()
                                .queue()
                                .standing(tenant)
                                .orElseThrow()
                                .attempt()
                        > 0);

        assertThat(failing.plugin("dialer")).contains("This plugin cannot be used at the moment");
        assertThat(acme.apps()).containsExactly("dialer.help");
    }

    @Test
    void testsANumberAsFarAsThatIsPossible() {
        var page = installed();

        assertThat(tested(page, "none")).contains("This is no phone number");
        assertThat(tested(page, PHONE)).contains("Save it, then the portal is asked");
        assertThat(settings()).isEmpty();
        alice.sends("settings", Map.of("session", page.session(), "plugin", "dialer", "setting.phone", PHONE));
        eventually("there", () -> acme.apps().contains("dialer.call"));
        house.settled();

        assertThat(tested(page, PHONE)).contains("the portal took the app", "only a call can tell");
    }

    private String tested(Seen page, String number) {
        var fields = Map.of("session", page.session(), "plugin", "dialer", "setting.phone", number, "test", "phone");
        return alice.sends("settings", fields).plugin("dialer");
    }

    @Test
    void saysToOthersWhatItIsAndLetsThemDoNothing() {
        installed();

        var page = bob.opens();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html())
                .contains("Apps for the messenger", "write /apps to Dialer", "An administrator of the portal")
                .doesNotContain("name=\"session\"", "<form");
    }

    @Test
    void refusesWhomThePortalDoesNotConfirm() {
        installed();
        var form = Map.of(
                "AUTH_ID", "0".repeat(32),
                "REFRESH_ID", "0".repeat(32),
                "APPLICATION_TOKEN", "0".repeat(32),
                "member_id", acme.memberId());

        var page = PortalVisitor.post(house.installUrl().replace("/install", "/app"), form);

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.html()).contains("Not confirmed").doesNotContain("name=\"session\"");
    }

    @Test
    void refusesAPortalThatSendsNoApplicationToken() {
        var opening = alice.opening();
        var form = new java.util.TreeMap<String, String>();
        opening.getJsonObject("form").forEach(field -> form.put(field.getKey(), String.valueOf(field.getValue())));
        form.put("APPLICATION_TOKEN", " ");

        var page = PortalVisitor.post(opening.getString("url"), form);

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.html()).contains("APPLICATION_TOKEN").doesNotContain("data-finish");
        assertThat(acme.apps()).isEmpty();
    }

    @Test
    void takesNoSessionThatIsNotItsOwn() {
        var page = installed();
        var session = page.session();
        var touched = (session.charAt(9) == 'A' ? "g" : "A");

        for (var forged : new String[] {"", "x", session.substring(0, 9) + touched + session.substring(10), "a.b"}) {
            var refused =
                    alice.sends("settings", Map.of("session", forged, "plugin", "dialer", "setting.phone", PHONE));

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.html()).contains("Please reload this page");
            assertThat(refused.headers()).containsEntry("HX-Retarget", "#page");
        }
        assertThat(settings()).isEmpty();
    }

    @Test
    void doesNothingForWhatIsNotThere() {
        var session = installed().session();

        assertThat(alice.sends("settings", Map.of("session", session, "plugin", "none"))
                        .status())
                .isEqualTo(404);
        assertThat(alice.sends("apps", Map.of("session", session, "plugin", "dialer", "app", "none"))
                        .status())
                .isEqualTo(404);
        assertThat(alice.sends("else", Map.of("session", session, "plugin", "dialer"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void servesWhatThePageAsksForUnderNamesThatChangeWithTheContent() throws Exception {
        var page = installed().html();
        var links = java.util.regex.Pattern.compile("(?:href|src)=\"(/assets/[0-9a-f]{16}/[a-z.]+)\"")
                .matcher(page);
        var found = links.results().map(link -> link.group(1)).toList();

        assertThat(found).hasSize(4);
        for (var link : found) {
            var url = house.installUrl().replaceFirst("/bitrix24/.*", link);
            assertThat(TestPortal.send("GET", url, "")).isNotBlank();
        }
    }

    @Test
    void writesWhatPluginsSayAsTextAndInThePersonsLanguage() {
        var page = installed();
        alice.sends("settings", Map.of("session", page.session(), "plugin", "dialer", "setting.phone", PHONE));

        var opening = alice.opening();
        var form = new java.util.TreeMap<String, String>();
        opening.getJsonObject("form").forEach(field -> form.put(field.getKey(), String.valueOf(field.getValue())));
        var german = PortalVisitor.post(opening.getString("url").replace("LANG=en", "LANG=de"), form);

        assertThat(german.html())
                .contains("lang=\"de\"", "Nummer &lt;b&gt;", "Call &amp; &#34;us&#34;", "Jetzt testen")
                .doesNotContain("<b>", "Call & ");
    }

    private Map<String, String> settings() {
        var tenant =
                house.platform().stores().tenants().matching(acme.memberId()).get(0);
        return house.platform().stores().settings().settings(tenant.id(), "dialer");
    }
}
