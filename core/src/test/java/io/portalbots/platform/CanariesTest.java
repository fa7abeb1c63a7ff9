package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.portalbots.store.EmbeddedServer;
import io.portalbots.store.Keys;
import io.portalbots.store.PrivateFile;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantState;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Every token that portals and the authorization server gave away, driven through installations, refreshes, failures of
 * each kind, forgeries and the operator's hands with everything logged at TRACE, is found nowhere.
 */
class CanariesTest {

    private static final String CLIENT = "local.test";
    private static final String CLIENT_SECRET = "client-secret-of-the-application-0123";
    private static final String DESCRIPTION = "description-of-an-error-that-repeats-all";
    private static final String TEXT = "what somebody wrote in confidence";
    private static final String CONTROL = "a-canary-that-is-let-out-on-purpose";

    private static final List<String> FAULTS =
            List.of("unavailable", "too-many", "server-error", "error", "html", "redirect", "expire-tokens", "cut");

    private final AllLogs logs = new AllLogs();
    private final Vertx vertx = Vertx.vertx();
    private final String adminToken = UUID.randomUUID().toString();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox = Sandbox.start(
                    vertx, new SandboxOptions("127.0.0.1", 0, List.of("acme", "beta"), true))
            .await();
    private final Tap oauth = new Tap(vertx);
    private final Tap inward = new Tap(vertx);
    private final TestPortal acme = new TestPortal(sandbox.url(), "acme");
    private final TestPortal beta = new TestPortal(sandbox.url(), "beta");

    @Test
    void areInNoLogMetricAnswerTableOrFile(@TempDir Path data, TestReporter reporter)
            throws IOException, InterruptedException {
        LoggerFactory.getLogger("io.portalbots.control").trace("let out: {}", CONTROL);
        String answers;
        String tables;
        try (var postgres = EmbeddedServer.start(data.resolve("postgres"));
                var platform = start(data, postgres)) {
            drive(platform);
            answers = operator(platform);
            letOut(platform.stores().pool());
            tables = tables(platform.stores().pool());
        }
        sandbox.stop().await();
        vertx.close().await();
        assertThat(List.of("io.portalbots.portal", "io.portalbots.web", "io.vertx.pgclient", "io.netty.handler"))
                .as("what is logged at TRACE")
                .allMatch(name -> LoggerFactory.getLogger(name).isTraceEnabled());
        logs.close();

        var tokens = new HashSet<>(oauth.tokens());
        tokens.addAll(inward.tokens());
        tokens.addAll(List.of(CLIENT_SECRET, DESCRIPTION));
        var canaries = new Canaries(tokens);
        var binaries = data.resolve("postgres").resolve("pg-binaries");
        reporter.publishEntry(Map.of(
                "canaries", String.valueOf(tokens.size()),
                "logged", String.valueOf(logs.text().length()),
                "answered", String.valueOf(answers.length()),
                "stored", String.valueOf(tables.length())));
        assertThat(tokens).as("tokens that went through").hasSizeGreaterThan(20);
        assertThat(canaries.in(logs.text())).as("logs").isEmpty();
        assertThat(canaries.in(answers)).as("metrics and the admin API").isEmpty();
        assertThat(canaries.in(tables)).as("tables").isEmpty();
        assertThat(canaries.inFiles(data, binaries))
                .as("files of the data directory")
                .isEmpty();
        assertThat(new Canaries(Set.of(TEXT)).in(logs.text() + answers))
                .as("what people wrote")
                .isEmpty();
        var control = new Canaries(Set.of(CONTROL));
        assertThat(control.in(logs.text())).as("the control in logs").hasSize(1);
        assertThat(control.in(answers)).as("the control in answers").hasSize(1);
        assertThat(control.in(tables)).as("the control in tables").hasSize(1);
        assertThat(control.inFiles(data, binaries))
                .as("the control in files")
                .anyMatch(file -> file.contains("pg_wal"));
    }

    @Test
    void stayWithinWhatTheConfigurationOfLogsForbidsToTurnUp() throws IOException {
        var configuration = Files.readString(Path.of("..", "config", "logback.xml"));

        assertThat(configuration).contains("<logger name=\"" + AllLogs.PINNED + "\" level=\"INFO\" />");
    }

    private Platform start(Path data, EmbeddedServer postgres) throws IOException {
        var plugins = Files.createDirectories(data.resolve("plugins"));
        PluginJar.of("parrot", "1.0.0").extension("Parrot", """
                        public Optional<BotProfile> bot() {
                            return Optional.of(new BotProfile("Parrot", "", BotProfile.Color.LIME));
                        }
                        public Offer offer(PortalInfo portal) {
                            return Offer.of(new ChatApp("caw", new ChatApp.Action.Send("/caw"), Audience.everywhere(),
                                    Map.of("en", new Label("Caw", ""))));
                        }
                        public void onMessage(Message message, Chat chat) { chat.say(message.text()); }
                        """).write(plugins.resolve("parrot.jar"));
        Keys.make(data.resolve("keys.json"));
        oauth.to("http://127.0.0.1:" + sandbox.port());
        var flags = Map.of(
                "data",
                data.toString(),
                "port",
                String.valueOf(freePort()),
                "management-port",
                "0",
                "public-url",
                "http://127.0.0.1:" + inward.port());
        var config = ConfigReader.read(vertx, Optional.empty(), Map.of(), flags);
        inward.to("http://127.0.0.1:" + config.port());
        var application = new Application("test", CLIENT, Secret.of(CLIENT_SECRET), Application.Kind.LOCAL, Set.of());
        var authority = URI.create("http://localhost:" + oauth.port());
        PrivateFile.write(data.resolve("admin.token"), adminToken);
        var platform = Platform.start(config.with(application, authority), postgres.address(), Secret.of(adminToken));
        platform.reconcile();
        return platform;
    }

    private void drive(Platform platform) throws IOException, InterruptedException {
        acme.install(CLIENT, CLIENT_SECRET, platform.publicUrl() + "/bitrix24/test/event");
        active(platform, acme);
        beta.installByPage(CLIENT, CLIENT_SECRET, platform.publicUrl() + "/bitrix24/test/install");
        active(platform, beta);
        speak();
        control("clock", new JsonObject().put("advance", "PT61M"));
        speak();
        for (var kind : FAULTS) {
            revive(platform);
            fault(kind, "imbot.*");
            speak();
            if (!kind.equals("expire-tokens")) {
                fault(kind, "oauth/token");
                fault("expire-tokens", "imbot.*");
                speak();
            }
        }
        control(
                "faults",
                new JsonObject()
                        .put("kind", "error")
                        .put("status", 401)
                        .put("error", "authorization_error")
                        .put("description", DESCRIPTION)
                        .put("portal", "acme")
                        .put("method", "imbot.*")
                        .put("count", 1));
        speak();
        revive(platform);
        forge(platform);
        beta.uninstall(CLIENT);
        eventually("uninstalled", () -> state(platform, beta).equals("removed"));
    }

    private void active(Platform platform, TestPortal portal) {
        eventually("active", () -> state(platform, portal).equals("active"));
        eventually("nothing due", () -> platform.stores().queue().pending() == 0);
    }

    private static String state(Platform platform, TestPortal portal) {
        return platform.stores().tenants().matching(portal.memberId()).stream()
                .map(Tenant::state)
                .map(state -> state.word())
                .collect(Collectors.joining());
    }

    /** Somebody writes, and unless the tenant rests after a failure the portal is asked because of it. */
    private void speak() {
        var before = asked();
        acme.user("Bob").types(acme.bot("portalbots_parrot"), TEXT);
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (asked() == before && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private int asked() {
        return TestPortal.calls(sandbox.url(), call -> true).size();
    }

    /** What failed may have left the tenant out of reach for a while; the operator ends that. */
    private void revive(Platform platform) {
        eventually("revived", () -> {
            if (!state(platform, acme).equals("active")) {
                platform.stores()
                        .tenants()
                        .matching(acme.memberId())
                        .forEach(tenant -> platform.stores().tenants().move(tenant, new TenantState.News.Released()));
                speak();
            }
            return state(platform, acme).equals("active");
        });
    }

    private void fault(String kind, String method) {
        var fault = new JsonObject()
                .put("kind", kind)
                .put("portal", "acme")
                .put("method", method)
                .put("count", 1);
        switch (kind) {
            case "error" ->
                fault.put("status", 400).put("error", "WRONG_REQUEST").put("description", DESCRIPTION);
            case "redirect" -> fault.put("location", "http://127.0.0.1:1");
            case "cut" -> fault.put("moment", "after");
            default -> fault.put("count", 1);
        }
        control("faults", fault);
    }

    private void control(String what, JsonObject body) {
        TestPortal.send("POST", sandbox.url() + "/_sandbox/" + what, body.encode());
    }

    /** Requests of nobody's portal: each is answered, none believed. */
    private void forge(Platform platform) throws IOException, InterruptedException {
        var member = acme.memberId();
        var tokens = "&auth[access_token]=forged-access-token-1&auth[refresh_token]=forged-refresh-token-1"
                + "&auth[application_token]=forged-application-1";
        var base = platform.publicUrl() + "/bitrix24/test/";
        post(base + "event", "event=ONIMBOTMESSAGEADD&auth[member_id]=" + member + tokens);
        post(base + "event", "event=ONAPPINSTALL&auth[member_id]=" + member + tokens);
        post(base + "event", "event=ONAPPUNINSTALL&auth[member_id]=nobody" + tokens);
        post(base + "event", "event=" + "%".repeat(10) + tokens);
        post(
                base + "install",
                "member_id=" + member + "&AUTH_ID=forged-auth-id-00001&REFRESH_ID=forged-refresh-id-01"
                        + "&APPLICATION_TOKEN=forged-application-2");
        post(base + "app", "member_id=" + member + "&AUTH_ID=forged-auth-id-00002&REFRESH_ID=forged-refresh-id-02");
        get(platform.publicUrl() + "/frames/test." + member + "/parrot/caw?DOMAIN=x&USER_ID=1&DOMAIN_HASH="
                + "0123456789abcdef0123456789abcdef&USER_HASH=fedcba9876543210fedcba9876543210");
    }

    private String operator(Platform platform) throws IOException, InterruptedException {
        var admin = platform.managementUrl() + "/admin/";
        var answers = new StringBuilder();
        for (var path : List.of("tenants", "tenants/" + acme.memberId(), "tenants/" + beta.memberId())) {
            answers.append(get(admin + path));
        }
        answers.append(post(admin + "tenants/" + acme.memberId() + "/suspend", "{\"reason\": \"" + CONTROL + "\"}"));
        answers.append(post(admin + "tenants/" + acme.memberId() + "/resume", "{}"));
        answers.append(get(admin + "keys/rotation")).append(get(admin + "presence"));
        assertThat(answers).contains("exchanges", "securityLog").doesNotContain("UNAUTHORIZED");
        return answers + get(platform.managementUrl() + "/metrics") + get(platform.managementUrl() + "/health");
    }

    private String get(String url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private String post(String url, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        request.header("Authorization", "Bearer " + adminToken);
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }

    private static void letOut(Pool pool) {
        pool.query("create table control as select '" + CONTROL + "'::text as said")
                .execute()
                .await();
    }

    private static String tables(Pool pool) {
        var names = pool.query("select table_name from information_schema.tables where table_schema = 'bots'")
                .execute()
                .await();
        return names.stream()
                .map(row -> row.getString(0))
                .flatMap(name -> pool.query("select t::text from \"" + name + "\" t").execute().await().stream())
                .map(row -> row.getString(0))
                .collect(Collectors.joining("\n"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
