package io.portalbots.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messenger page in a real browser: what a newcomer does in the first minute. */
class MessengerBrowserTest {

    private static final Path SCREENSHOT = Path.of("target", "messenger.png");
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    @TempDir
    private Path data;

    private final List<String> errors = new ArrayList<>();

    @Test
    void doesWhatItsButtonsSay() throws Exception {
        try (var dev = Server.dev(data);
                var playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                var browser = chromium(playwright)) {
            var page = open(browser, dev.ready("messenger"));

            isGreeted(page, dev.portal("acme"));
            isRepeated(page);
            writesFromTheBoard(page);
            isHelped(page);
            opensTheBoardFromTheGreeting(page);
            seesWhatSupportAndCallWouldDo(page);

            assertThat(errors).isEmpty();
        }
    }

    private static Browser chromium(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setHeadless(true)
                        .setArgs(ARGUMENTS));
    }

    private Page open(Browser browser, String url) {
        var page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1200, 760));
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.navigate(url);
        return page;
    }

    private static void isGreeted(Page page, Portal acme) {
        hook(page, "person").selectOption(String.valueOf(acme.user("Bob").id()));
        page.locator("[data-test=dialog][data-dialog-id='" + acme.dialogWith("Echo") + "']")
                .click();

        assertThat(messages(page).first()).containsText("Hello! This is what I can do here:");
    }

    private static void isRepeated(Page page) {
        hook(page, "input").fill("hello");
        hook(page, "send").click();

        assertThat(texts(page, "hello")).hasCount(2);
    }

    private static void writesFromTheBoard(Page page) {
        app(page, "echo.board").click();
        assertThat(frame(page).getByText("Person")).not().containsText("by button");
        frame(page).getByLabel("Your text").fill("from the board");
        frame(page).getByText("Send").click();
        assertThat(texts(page, "from the board")).hasCount(2);
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOT));

        frame(page).getByLabel("Your text").fill("for the box");
        frame(page).getByText("Put into the message box").click();
        assertThat(hook(page, "input")).hasValue("for the box");

        frame(page).getByText("Close").click();
        assertThat(hook(page, "frame")).hasCount(0);
    }

    private static void isHelped(Page page) {
        app(page, "echo.help").click();

        assertThat(texts(page, "/help")).hasCount(1);
        assertThat(messages(page).last()).containsText("I repeat what you write.");
    }

    private static void opensTheBoardFromTheGreeting(Page page) {
        key(page, "Echo board").click();

        assertThat(frame(page).getByText("Person")).containsText("by button menu");
        hook(page, "frame-close").click();
        assertThat(hook(page, "frame")).hasCount(0);
    }

    private static void seesWhatSupportAndCallWouldDo(Page page) {
        app(page, "support-button.support").click();
        assertThat(effect(page, "support")).containsText(Pattern.compile("networkLines[0-9a-f]{32}"));

        app(page, "call-button.call").click();
        assertThat(effect(page, "call")).containsText("+1 555 010 0199");

        key(page, "Support").click();
        assertThat(effect(page, "support")).isVisible();
        key(page, "Call us").click();
        assertThat(effect(page, "call")).isVisible();
    }

    private static Locator hook(Page page, String name) {
        return page.locator("[data-test=" + name + "]");
    }

    private static Locator messages(Page page) {
        return hook(page, "message");
    }

    private static Locator texts(Page page, String text) {
        return hook(page, "text").filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + text + "$")));
    }

    private static Locator app(Page page, String code) {
        return page.locator("[data-test=app][data-code='" + code + "']");
    }

    private static Locator key(Page page, String text) {
        return messages(page)
                .first()
                .locator("[data-test=key]")
                .getByText(text, new Locator.GetByTextOptions().setExact(true));
    }

    private static Locator effect(Page page, String kind) {
        return page.locator("[data-test=effect][data-effect=" + kind + "]");
    }

    private static FrameLocator frame(Page page) {
        return page.frameLocator("[data-test=frame]");
    }
}
