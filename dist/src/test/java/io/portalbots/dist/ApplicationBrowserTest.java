package io.portalbots.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A portal's page around an application, in a real browser. The application is a page of ours, without vendor's script. */
class ApplicationBrowserTest {

    private static final String CLIENT = "local.wizard";

    /** Tells what it hears and says what it is told to, as the vendor's library would. */
    private static final String PAGE = """
            <p id="place">PATH</p><p id="name"></p><p id="heard"></p>
            <button onclick="say('getInitData:{&quot;a&quot;:&quot;b:c&quot;}')">Ask</button>
            <button onclick="parent.postMessage({method: 'refreshAuth', params: '', callback: 'cb', appSid: sid}, to)">Renew</button>
            <button onclick="say('setTitle:{&quot;title&quot;:&quot;Wizard&quot;}')">Title</button>
            <button onclick="parent.postMessage('setInstallFinish:cb:0123', to)">Lie</button>
            <button onclick="say('setInstallFinish')">Finish</button>
            <script>
              const words = new URLSearchParams(location.search);
              const sid = words.get('APP_SID');
              const to = 'http://' + words.get('DOMAIN');
              const say = text => parent.postMessage(text + ':cb:' + sid, to);
              document.getElementById('name').textContent = window.name;
              addEventListener('message', event => {
                document.getElementById('heard').textContent = event.origin + ' ' + event.data;
              });
            </script>
            """;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> posted = new ConcurrentLinkedQueue<>();
    private Sandbox sandbox;

    @BeforeEach
    void install() {
        var application = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .timeout(5, TimeUnit.SECONDS)
                .await();
        var page = "http://127.0.0.1:" + application.actualPort();
        sandbox = Sandbox.start(vertx, new SandboxOptions("127.0.0.1", 0, List.of("acme"), true))
                .timeout(5, TimeUnit.SECONDS)
                .await();
        var card = new JsonObject()
                .put("clientId", CLIENT)
                .put("clientSecret", "S3cr3t")
                .put("url", page + "/app")
                .put("installUrl", page + "/install")
                .put("via", "page");
        Http.object(Http.post(portal() + "/installs", card));
    }

    @AfterEach
    void stop() {
        vertx.close().timeout(5, TimeUnit.SECONDS).await();
    }

    @Test
    void finishesAWizardWithoutTheVendorsScript() {
        try (var playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                var browser = chromium(playwright)) {
            var page = browser.newPage();

            keepsOutWhoIsNoAdministrator(page);
            answersTheInstaller(page);
            isNotFinishedByALie(page);
            opensTheApplicationWhenItIsFinished(page);
            opensForEverybodyThen(page);
        }
    }

    private void keepsOutWhoIsNoAdministrator(Page page) {
        page.navigate(address() + "?user=2");

        assertThat(page.locator("[data-test=refusal]")).containsText("not fully installed");
        assertThat(page.locator("iframe")).hasCount(0);
    }

    private void answersTheInstaller(Page page) {
        page.navigate(address() + "?user=1&any=data");
        assertThat(inside(page, "#place")).hasText("/install");
        assertThat(inside(page, "#name"))
                .hasText(Pattern.compile("acme\\.bitrix24\\.localhost:\\d+\\|0\\|[0-9a-f]{32}"));

        press(page, "Ask");
        assertThat(inside(page, "#heard")).containsText(origin() + " cb:{\"LANG\":\"en\",\"DOMAIN\":\"acme.bitrix24");
        assertThat(inside(page, "#heard")).containsText("\"IS_ADMIN\":true,\"INSTALL\":true");
        assertThat(inside(page, "#heard")).containsText("\"PLACEMENT_OPTIONS\":{\"any\":\"data\"}");

        press(page, "Renew");
        assertThat(inside(page, "#heard")).containsText(Pattern.compile(" cb:\\{\"AUTH_ID\":\"[0-9a-f]{32}\""));

        press(page, "Title");
        assertThat(page).hasTitle("Wizard");
    }

    private void isNotFinishedByALie(Page page) {
        press(page, "Lie");
        press(page, "Ask");

        assertThat(inside(page, "#heard")).containsText("\"INSTALL\":true");
        assertThat(installed()).isFalse();
    }

    private void opensTheApplicationWhenItIsFinished(Page page) {
        press(page, "Finish");

        assertThat(inside(page, "#place")).hasText("/app");
        assertThat(page).hasURL(Pattern.compile(".*install_finished=Y.*"));
        assertThat(installed()).isTrue();
        assertThat(posted.stream().reduce("", (before, last) -> last))
                .contains("PLACEMENT=DEFAULT", "%22install_finished%22%3A%22Y%22", "AUTH_ID=", "member_id=");
    }

    private void opensForEverybodyThen(Page page) {
        page.locator("[data-test=person]").selectOption("2");

        assertThat(inside(page, "#place")).hasText("/app");
        press(page, "Ask");
        assertThat(inside(page, "#heard")).containsText("\"IS_ADMIN\":false,\"INSTALL\":false");
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            posted.add(body.toString());
            request.response().putHeader("Content-Type", "text/html").end(PAGE.replace("PATH", request.path()));
        });
    }

    private boolean installed() {
        var installs = Http.object(Http.get(portal())).getJsonArray("installs");
        return Objects.requireNonNull(installs.getJsonObject(0)).getBoolean("installed");
    }

    private String portal() {
        return sandbox.url() + "/_sandbox/portals/acme";
    }

    private String origin() {
        return "http://acme.bitrix24.localhost:" + sandbox.port();
    }

    private String address() {
        return origin() + "/apps/" + CLIENT + "/";
    }

    private static void press(Page page, String button) {
        page.frameLocator("iframe").getByText(button).click();
    }

    private static Locator inside(Page page, String selector) {
        return page.frameLocator("iframe").locator(selector);
    }

    private static Browser chromium(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setHeadless(true)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")));
    }
}
