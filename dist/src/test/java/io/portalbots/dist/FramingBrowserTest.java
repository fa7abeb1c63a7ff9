package io.portalbots.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.portalbots.dist.SharedDev.Dev;
import io.vertx.core.Vertx;
import java.net.URLEncoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may frame a frame, in a real browser: its portal, and nobody else, not even around its portal. */
@ExtendWith(SharedDev.class)
class FramingBrowserTest {

    private final Portal acme;
    private final User bob;
    private final String messenger;
    private final Vertx vertx = Vertx.vertx();
    private String evil;
    private Playwright playwright;
    private Browser browser;

    FramingBrowserTest(Dev dev) {
        this.acme = dev.acme();
        this.bob = acme.user("Bob");
        this.messenger = dev.server().ready("messenger");
    }

    @BeforeEach
    void serve() {
        var server = vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("Content-Type", "text/html")
                        .end(page(request.getParam("tag", ""), request.getParam("address"))))
                .listen(0, "127.0.0.1")
                .timeout(5, TimeUnit.SECONDS)
                .await();
        evil = "http://evil.bitrix24.localhost:" + server.actualPort() + "/";
        playwright = BrowserPage.playwright();
        browser = BrowserPage.chromium(playwright);
    }

    @AfterEach
    void stop() {
        browser.close();
        playwright.close();
        vertx.close().timeout(5, TimeUnit.SECONDS).await();
    }

    private static String page(String tag, String address) {
        var sandbox = tag.equals("sandbox") ? " sandbox='allow-scripts allow-same-origin'" : "";
        return "<iframe" + sandbox + " src='" + address + "'></iframe>";
    }

    @Test
    void onlyThePortalShowsIt() {
        var page = BrowserPage.open(browser, messenger());

        page.app("echo.board").click();

        assertThat(page.frame().getByText("Person")).isVisible();
        assertThat(rendered(page.page()))
                .as("so that we know one when we see it")
                .isEqualTo(1);
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void nobodyElseShowsItByItsSignedAddressOrItsSession() {
        var signed = bob.clicks("echo.board", acme.dialogWith("Echo")).getString("url");
        var session = Http.get(signed).uri().toString();
        assertThat(session).contains("?session=");
        var rendered = 0L;
        var tries = 0;

        for (var address : List.of(signed, session, session + "A", signed.replace("USER_HASH=", "USER_HASH=0"))) {
            for (var tag : List.of("iframe", "sandbox")) {
                var page = browser.newPage();
                page.navigate(evil + "?tag=" + tag + "&address=" + URLEncoder.encode(address, UTF_8));
                rendered += rendered(page);
                tries++;
                page.close();
            }
        }

        System.out.printf("framed from an evil origin: %d tries, %d rendered%n", tries, rendered);
        assertThat(rendered).isZero();
    }

    @Test
    void nobodyElseShowsItAroundItsPortal() {
        var page = browser.newPage();
        page.navigate(evil + "?tag=iframe&address=" + URLEncoder.encode(messenger(), UTF_8));
        var portal = page.frameLocator("iframe");

        portal.locator("[data-test=app][data-code='echo.board']").click();

        assertThat(portal.locator("[data-test=frame]")).isVisible();
        assertThat(portal.frameLocator("[data-test=frame]").getByText("Person")).hasCount(0);
        page.waitForTimeout(1000);
        assertThat(rendered(page)).isZero();
    }

    private String messenger() {
        return messenger + "#user=" + bob.id() + "&dialog=" + acme.dialogWith("Echo");
    }

    /** How many documents of ours are in the frames of a page. */
    private static long rendered(Page page) {
        return page.frames().stream()
                .filter(frame -> frame.parentFrame() != null)
                .filter(frame -> frame.content().contains("/assets/frame.css"))
                .count();
    }
}
