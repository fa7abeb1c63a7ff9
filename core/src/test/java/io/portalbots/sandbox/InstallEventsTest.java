package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.BOB;
import static io.portalbots.sandbox.TestPortal.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InstallEventsTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private TestPortal portal;
    private Receiver receiver;
    private String token;
    private int bot;

    @BeforeEach
    void register() {
        portal = LAB.portal();
        receiver = new Receiver();
        token = portal.install().getString("access_token");
        bot = portal.bot(token, "echo", receiver.url(), Map.of());
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void announcesAnInstallationWithTokensThatWork() {
        var installed = portal.install("local.fresh", new JsonObject().put("eventUrl", receiver.url()))
                .json();

        var event = receiver.next("ONAPPINSTALL");
        assertThat(event.map("data"))
                .containsEntry("ACTIVE", "Y")
                .containsEntry("INSTALLED", "Y")
                .containsEntry("LANGUAGE_ID", "en");
        for (var name : new String[] {
            "access_token",
            "refresh_token",
            "expires",
            "expires_in",
            "scope",
            "domain",
            "server_endpoint",
            "client_endpoint",
            "status",
            "user_id",
            "member_id",
            "application_token"
        }) {
            assertThat(event.text("auth", name)).as(name).isEqualTo(String.valueOf(installed.getValue(name)));
        }
        assertThat(whose(event.text("auth", "access_token"))).isEqualTo("1");
    }

    @Test
    void swallowsEventsUntilAnInstallationByPageIsFinished() {
        var page = new JsonObject()
                .put("via", "page")
                .put("installUrl", receiver.url())
                .put("eventUrl", receiver.url());
        var paged = portal.install("local.page", page).json().getString("access_token");
        var opened = receiver.next("");
        var pageBot = portal.bot(paged, "paged", receiver.url(), Map.of());
        portal.says(BOB, pageBot, "too early");

        portal.control(HttpMethod.POST, "/installs/local.page/finish", new JsonObject());

        assertThat(opened.query())
                .containsEntry("DOMAIN", portal.detail().getString("domain"))
                .containsEntry("PROTOCOL", "0")
                .containsKeys("LANG", "APP_SID");
        assertThat(opened.text("AUTH_ID")).isEqualTo(paged);
        assertThat(opened.form()).containsKeys("REFRESH_ID", "AUTH_EXPIRES", "member_id", "APPLICATION_TOKEN");
        receiver.next("ONAPPINSTALL");
        portal.says(BOB, pageBot, "in time");
        assertThat(receiver.next("ONIMBOTMESSAGEADD").text("data", "PARAMS", "MESSAGE"))
                .isEqualTo("in time");
    }

    @Test
    void announcesEveryFinishOfAnInstallation() {
        portal.control(HttpMethod.PATCH, "/installs/" + CLIENT, new JsonObject().put("eventUrl", receiver.url()));

        portal.control(HttpMethod.POST, "/installs/" + CLIENT + "/finish", new JsonObject());
        portal.control(HttpMethod.POST, "/installs/" + CLIENT + "/finish", new JsonObject());

        var first = receiver.next("ONAPPINSTALL");
        var second = receiver.next("ONAPPINSTALL");
        assertThat(first.text("auth", "access_token")).isNotEqualTo(second.text("auth", "access_token"));
    }

    @Test
    void swallowsEventsWhileAnApplicationIsSwitchedOffOrUnpaid() {
        for (var knob : new String[] {"active", "paid"}) {
            portal.control(HttpMethod.PATCH, "/installs/" + CLIENT, new JsonObject().put(knob, false));
            portal.says(BOB, bot, "nobody hears " + knob);
            portal.control(HttpMethod.PATCH, "/installs/" + CLIENT, new JsonObject().put(knob, true));
        }
        portal.says(BOB, bot, "in time");

        assertThat(receiver.next("ONIMBOTMESSAGEADD").text("data", "PARAMS", "MESSAGE"))
                .isEqualTo("in time");
    }

    @Test
    void announcesAnUpdateToTheOldVersionsHandlersAndDropsThem() {
        portal.call(token, "event.bind", "EVENT=ONAPPUPDATE&HANDLER=" + receiver.url());

        var updated = portal.control(
                        HttpMethod.POST,
                        "/installs/" + CLIENT + "/update",
                        new JsonObject().put("version", 4).put("newApplicationToken", true))
                .json();

        var event = receiver.next("ONAPPUPDATE");
        assertThat(event.map("data"))
                .containsEntry("VERSION", "4")
                .containsEntry("PREVIOUS_VERSION", "1")
                .containsEntry("LANGUAGE_ID", "en");
        assertThat(event.text("auth", "application_token")).isEqualTo(updated.getString("applicationToken"));
        assertThat(event.map("auth")).containsKeys("access_token", "refresh_token", "expires_in", "member_id");
        assertThat(whose(event.text("auth", "access_token"))).isEqualTo("1");
        assertThat(portal.call(token, "event.get", "").result()).isEqualTo(new JsonArray());
        portal.says(BOB, bot, "nobody is bound");
        assertThat(receiver.isEmpty()).isTrue();
    }

    @Test
    void tellsOfAnUninstallationInEitherOrder() {
        portal.control(HttpMethod.PATCH, "", new JsonObject().put("uninstallOrder", "app-first"));
        portal.call(token, "event.bind", "EVENT=ONAPPUNINSTALL&HANDLER=" + receiver.url());

        portal.control(HttpMethod.DELETE, "/installs/" + CLIENT, new JsonObject());

        assertThat(receiver.next("ONAPPUNINSTALL").text("data", "CLEAN")).isEqualTo("0");
        receiver.next("ONIMBOTDELETE");
        assertThat(portal.detail().getJsonArray("bots")).isEmpty();
    }

    @Test
    void namesARenamedPortalInEventsWithItsOldIdentity() {
        var before = portal.detail();
        var name = portal.name() + "-new";
        portal.control(HttpMethod.POST, "/rename", new JsonObject().put("name", name));
        var renamed = new TestPortal(LAB, name);

        renamed.says(BOB, bot, "moved");

        receiver.next("ONIMBOTJOINCHAT");
        var auth = receiver.next("ONIMBOTMESSAGEADD").map("auth");
        assertThat(auth)
                .containsEntry("domain", renamed.detail().getString("domain"))
                .containsEntry("client_endpoint", renamed.rest())
                .containsEntry("member_id", before.getString("memberId"));
        assertThat(auth.get("domain")).isNotEqualTo(before.getString("domain"));
    }

    @Test
    void uninstallsWithEverythingAndSaysWhetherToErase() {
        portal.call(token, "event.bind", "EVENT=ONAPPUNINSTALL&HANDLER=" + receiver.url());

        portal.control(HttpMethod.DELETE, "/installs/" + CLIENT + "?clean=1", new JsonObject());

        receiver.next("ONIMBOTDELETE");
        var event = receiver.next("ONAPPUNINSTALL");
        assertThat(event.text("data", "CLEAN")).isEqualTo("1");
        assertThat(event.map("auth")).doesNotContainKeys("access_token", "refresh_token");
        assertThat(event.text("auth", "member_id")).isEqualTo(portal.detail().getString("memberId"));
        assertThat(portal.detail().getJsonArray("bots")).isEmpty();
        assertThat(portal.call(token, "profile", "").error()).isEqualTo("NO_AUTH_FOUND");
    }

    @Test
    void namesWebhookCallersInTheirEventsAndGivesThemNoTokens() {
        var hook = portal.install().getString("webhook_url");
        var params = new JsonObject()
                .put("CLIENT_ID", "xyz")
                .put("CODE", "hooked")
                .put("EVENT_HANDLER", receiver.url())
                .put("PROPERTIES", new JsonObject().put("NAME", "Hooked"));
        var hooked = (Integer) LAB.json(hook + "imbot.register", params).result();

        portal.says(BOB, hooked, "hello");

        var event = receiver.next("ONIMBOTJOINCHAT");
        assertThat(event.query()).containsEntry("CLIENT_ID", "xyz");
        assertThat(event.text("auth", "application_token")).isEqualTo("xyz");
        assertThat(event.map("auth")).doesNotContainKey("access_token");
    }

    private String whose(String accessToken) {
        return portal.call(accessToken, "profile", "")
                .json()
                .getJsonObject("result")
                .getString("ID");
    }
}
