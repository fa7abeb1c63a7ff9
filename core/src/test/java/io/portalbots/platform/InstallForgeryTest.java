package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import io.portalbots.tenant.Chain;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Installations and uninstallations that somebody made up, of portals whose real tokens they partly have. {@code acme} is
 * installed; on {@code beta} the application is installed too, but nothing of that ever reached us.
 */
@ExtendWith(VertxExtension.class)
class InstallForgeryTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CODE = """
            public Optional<BotProfile> bot() { return Optional.of(new BotProfile("Parrot", "", BotProfile.Color.LIME)); }
            public Offer offer(PortalInfo portal) { return Offer.of(); }
            public void onMessage(Message message, Chat chat) { chat.say(message.text()); }
            """;

    private final AtomicInteger caught = new AtomicInteger();
    private final String attacker;
    private final TestHouse house;
    private final TestPortal acme;
    private final TestPortal beta;
    private JsonObject mine = new JsonObject();
    private JsonObject others = new JsonObject();

    InstallForgeryTest(Vertx vertx, @TempDir Path data) throws IOException {
        Files.createDirectories(data.resolve("plugins"));
        PluginJar.of("parrot", "1.0.0").extension("Parrot", CODE).write(data.resolve("plugins/parrot.jar"));
        house = new TestHouse(vertx, data);
        acme = house.portal("acme");
        beta = house.portal("beta");
        var server = vertx.createNetServer().connectHandler(socket -> {
            caught.incrementAndGet();
            socket.close();
        });
        attacker = "http://127.0.0.1:" + server.listen(0, "127.0.0.1").await().actualPort() + "/rest/";
    }

    @BeforeEach
    void install() {
        mine = acme.install(TestHouse.CLIENT, TestHouse.SECRET, house.eventUrl());
        house.installed(acme);
        // What the sandbox answers is what acme's ONAPPINSTALL carried: its refresh token is spent by now.
        others = beta.install(TestHouse.CLIENT, TestHouse.SECRET, house.sandboxUrl() + "/_sandbox/nowhere");
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void installsNothingThatSomebodyMadeUp() {
        var before = tenant();
        var employee = beta.tokens(TestHouse.CLIENT, 2);
        beta.install("local.other", "other secret", house.sandboxUrl() + "/_sandbox/nowhere");
        var foreign = beta.tokens("local.other", 1);
        var member = beta.memberId();

        var forged = new LinkedHashMap<String, Map<String, String>>();
        forged.put("made-up tokens", event(member, "0".repeat(32)));
        forged.put("an empty refresh token", event(member, ""));
        forged.put("no refresh token", without(event(member, "x"), "auth[refresh_token]"));
        forged.put("an access token in its place", event(member, others.getString("access_token")));
        forged.put("an application token in its place", event(member, others.getString("application_token")));
        forged.put("an employee's token", event(member, employee.getString("refresh_token")));
        forged.put("a token of another application", event(member, foreign.getString("refresh_token")));
        forged.put("the spent token of another portal", event(member, mine.getString("refresh_token")));
        forged.put("a living token of another portal", event(acme.memberId(), fresh(beta)));
        forged.put("a replay of the installation", event(acme.memberId(), mine.getString("refresh_token")));
        forged.put("another server", with(event(member, "x"), "auth[server_endpoint]", attacker));
        forged.put("another portal's address", with(event(member, "x"), "auth[client_endpoint]", attacker));
        forged.put(
                "another domain",
                with(event(member, "x"), "auth[domain]", URI.create(attacker).getAuthority()));
        forged.put("a member_id that is too short", event(member.substring(1), "x"));
        forged.put("a member_id in capitals", event("A".repeat(32), "x"));
        forged.put("a member_id that is SQL", event("' or ''='", "x"));
        forged.put("a member_id that is a path", event("../../etc/passwd", "x"));
        forged.put("no member_id", without(event(member, "x"), "auth[member_id]"));
        forged.put("a token of 60 000 characters", event(member, "x".repeat(60_000)));
        forged.put("a token with line breaks", event(member, "x\r\nHost: evil"));
        forged.put("a token with NUL", event(member, "x\0y"));
        forged.put("an update of an unknown portal", with(event(member, "x"), "event", "ONAPPUPDATE"));
        forged.put("an employee's token as a bot's", bot(member, employee.getString("refresh_token")));
        forged.put("an administrator's token as a bot's", bot(member, fresh(beta)));
        forged.put("an unknown bot's token", bot(member, "0".repeat(32)));

        forged.forEach((what, fields) ->
                assertThat(post(house.eventUrl(), fields)).as(what).isEqualTo(200));

        eventually("all looked at", house::isQuiet);
        assertThat(forged).hasSizeGreaterThanOrEqualTo(20);
        assertThat(house.platform().stores().tenants().countByState()).isEqualTo(Map.of("active", 1L));
        assertThat(tenant()).isEqualTo(before);
        assertThat(caught).as("connections to a host that a request named").hasValue(0);
        post(house.eventUrl(), event(member, fresh(beta)));
        eventually(
                "the true one counts",
                () -> Map.of("active", 2L)
                        .equals(house.platform().stores().tenants().countByState()));
    }

    @Test
    void opensNoPageForWhatSomebodyMadeUp() {
        var employee = beta.tokens(TestHouse.CLIENT, 2);
        var member = beta.memberId();
        var forged = new LinkedHashMap<String, Map<String, String>>();
        forged.put("made-up tokens", page(member, "x", "x"));
        forged.put("no tokens", Map.of("member_id", member));
        forged.put(
                "an employee's", page(member, employee.getString("access_token"), employee.getString("refresh_token")));
        forged.put("another portal's", page(member, mine.getString("access_token"), mine.getString("refresh_token")));
        forged.put("an attacker's server", with(page(member, "x", "x"), "SERVER_ENDPOINT", attacker));
        forged.put("no application token", without(page(member, "x", "x"), "APPLICATION_TOKEN"));
        forged.put("no member_id", without(page(member, "x", "x"), "member_id"));

        for (var url : List.of(house.installUrl(), house.installUrl().replace("/install", "/app"))) {
            forged.forEach((what, fields) ->
                    assertThat(post(url, fields)).as(what + " " + url).isNotEqualTo(200));
        }

        assertThat(house.platform().stores().tenants().countByState()).isEqualTo(Map.of("active", 1L));
        assertThat(caught).hasValue(0);
        var admin = beta.tokens(TestHouse.CLIENT, 1);
        var real = page(member, admin.getString("access_token"), admin.getString("refresh_token"));
        assertThat(post(house.installUrl(), real)).isEqualTo(200);
    }

    @Test
    void removesNothingThatIsStillInstalled() {
        var before = tenant();
        var token = mine.getString("application_token");
        var member = acme.memberId();
        var forged = new LinkedHashMap<String, Map<String, String>>();
        forged.put("a made-up token", removal(member, "0".repeat(32)));
        forged.put("an empty token", removal(member, ""));
        forged.put("no token", without(removal(member, ""), "auth[application_token]"));
        forged.put("another portal's token", removal(member, others.getString("application_token")));
        forged.put("half of the token", removal(member, token.substring(16)));
        forged.put("the token and a blank", removal(member, token + " "));
        forged.put("an access token", removal(member, mine.getString("access_token")));
        forged.put("another member_id", removal(beta.memberId(), token));
        forged.put("a made-up token, to erase", with(removal(member, "x"), "data[CLEAN]", "1"));
        forged.put("the true token of an insider", removal(member, token));
        forged.put("the true token of an insider, to erase", with(removal(member, token), "data[CLEAN]", "1"));

        forged.forEach((what, fields) ->
                assertThat(post(house.eventUrl(), fields)).as(what).isEqualTo(200));

        eventually("all looked at", house::isQuiet);
        assertThat(forged).hasSizeGreaterThanOrEqualTo(10);
        assertThat(tenant()).isEqualTo(before);
        assertThat(house.platform().stores().chains().chains(before))
                .extracting(Chain::retired)
                .containsOnly(Optional.empty());
        acme.uninstall(TestHouse.CLIENT);
        eventually("the true one counts", () -> tenant().state().word().equals("removed"));
        assertThat(house.platform().stores().chains().chains(before)).isEmpty();
    }

    private Tenant tenant() {
        return house.platform()
                .stores()
                .tenants()
                .find(new TenantId("test", acme.memberId()))
                .orElseThrow();
    }

    private static String fresh(TestPortal portal) {
        return portal.tokens(TestHouse.CLIENT, 1).getString("refresh_token");
    }

    private static Map<String, String> event(String member, String refreshToken) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("event", "ONAPPINSTALL");
        fields.put("auth[member_id]", member);
        fields.put("auth[refresh_token]", refreshToken);
        fields.put("auth[application_token]", "f".repeat(32));
        return fields;
    }

    private static Map<String, String> bot(String member, String refreshToken) {
        var fields = without(event(member, ""), "auth[refresh_token]");
        fields.put("event", "ONIMBOTMESSAGEADD");
        fields.put("data[BOT][1][refresh_token]", refreshToken);
        return fields;
    }

    private static Map<String, String> page(String member, String access, String refresh) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("member_id", member);
        fields.put("AUTH_ID", access);
        fields.put("REFRESH_ID", refresh);
        fields.put("APPLICATION_TOKEN", "f".repeat(32));
        return fields;
    }

    private static Map<String, String> removal(String member, String applicationToken) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("event", "ONAPPUNINSTALL");
        fields.put("data[CLEAN]", "0");
        fields.put("auth[member_id]", member);
        fields.put("auth[application_token]", applicationToken);
        fields.put("ts", String.valueOf(System.nanoTime())); // so that no two are copies of one
        return fields;
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        var changed = new LinkedHashMap<>(fields);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, String> without(Map<String, String> fields, String name) {
        var changed = new LinkedHashMap<>(fields);
        changed.remove(name);
        return changed;
    }

    private static int post(String url, Map<String, String> fields) {
        var form = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
