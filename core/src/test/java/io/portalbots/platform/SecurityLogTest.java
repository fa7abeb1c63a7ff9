package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import io.portalbots.tenant.Audit;
import io.portalbots.tenant.Audit.Kind;
import io.portalbots.tenant.AuditTrail;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What portals, strangers and failures leave in the security log; what operators do is in {@link OperatorCommandsTest}. */
@ExtendWith(VertxExtension.class)
class SecurityLogTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestHouse house;
    private final TestPortal acme;

    SecurityLogTest(Vertx vertx, @TempDir Path data) throws IOException {
        var plugins = Files.createDirectories(data.resolve("plugins"));
        PluginJar.of("parrot", "1.0.0").extension("Parrot", """
                        public Optional<BotProfile> bot() {
                            return Optional.of(new BotProfile("Parrot", "", BotProfile.Color.LIME));
                        }
                        public Offer offer(PortalInfo portal) { return Offer.of(); }
                        public void onMessage(Message message, Chat chat) { chat.say(message.text()); }
                        """).write(plugins.resolve("parrot.jar"));
        house = new TestHouse(vertx, data);
        acme = house.install("acme");
    }

    @AfterEach
    void stop() {
        http.close();
        house.close();
    }

    @Test
    void hasTheLifeOfATenant() {
        house.install("beta"); // so that the authorization server knows the application still when acme is gone
        dismissTheInstaller();
        speak();
        eventually("retired", () -> kinds().contains(Kind.REFRESH_LOST));
        speak();
        eventually("healed", () -> kinds().contains(Kind.CHAIN_ADDED));
        acme.uninstall(TestHouse.CLIENT);
        eventually("uninstalled", () -> kinds().contains(Kind.UNINSTALLED));

        assertThat(kinds())
                .containsSubsequence(
                        Kind.UNINSTALLED, Kind.CHAIN_ADDED, Kind.REFRESH_LOST, Kind.CHAIN_RETIRED, Kind.INSTALLED);
        assertThat(said(Kind.CHAIN_RETIRED)).anyMatch(said -> said.contains("the portal answers authorization_error"));
        assertThat(said(Kind.REFRESH_LOST)).anyMatch(said -> said.contains("active to auth_lost"));
    }

    @Test
    void hasWhatStrangersTried() throws IOException, InterruptedException {
        var claims =
                "auth[member_id]=" + acme.memberId() + "&auth[refresh_token]=made-up&auth[application_token]=made-up";
        post("event=ONIMBOTMESSAGEADD&" + claims);
        post("event=ONAPPINSTALL&" + claims);
        openFrame("DOMAIN=acme.bitrix24.localhost&DOMAIN_HASH=made-up&USER_ID=1&USER_HASH=made-up");

        eventually(
                "rejected",
                () -> kinds().containsAll(List.of(Kind.EVENT_REJECTED, Kind.CLAIM_REJECTED, Kind.FRAME_REFUSED)));

        assertThat(said(Kind.CLAIM_REJECTED)).containsExactly("EVENT: the authorization server says invalid_grant");
        assertThat(said(Kind.EVENT_REJECTED)).containsOnly("unknown, or a wrong application_token");
    }

    private void dismissTheInstaller() {
        var fault = new JsonObject()
                .put("kind", "error")
                .put("status", 401)
                .put("error", "authorization_error")
                .put("portal", "acme")
                .put("method", "imbot.*")
                .put("count", 1);
        TestPortal.send("POST", house.sandboxUrl() + "/_sandbox/faults", fault.encode());
    }

    private void speak() {
        acme.user("Bob").types(acme.bot("portalbots_parrot"), "hello");
    }

    private void post(String form) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(house.eventUrl()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private void openFrame(String query) throws IOException, InterruptedException {
        var frame = house.platform().publicUrl() + "/frames/test." + acme.memberId() + "/parrot/caw?" + query;
        var request = HttpRequest.newBuilder(URI.create(frame)).build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }

    private List<Kind> kinds() {
        return entries().stream().map(entry -> entry.line().kind()).toList();
    }

    private List<String> said(Kind kind) {
        return entries().stream()
                .map(AuditTrail.Entry::line)
                .filter(line -> line.kind() == kind)
                .map(Audit.Line::said)
                .toList();
    }

    private List<AuditTrail.Entry> entries() {
        return house.platform().stores().trail().last(new TenantId("test", acme.memberId()), 100);
    }
}
