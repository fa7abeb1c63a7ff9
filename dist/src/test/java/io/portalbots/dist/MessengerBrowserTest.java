package io.portalbots.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messenger page in a real browser: what a newcomer does in the first minute. */
class MessengerBrowserTest {

    private static final Path SCREENSHOT = Path.of("target", "messenger.png");

    @TempDir
    private Path data;

    @Test
    void doesWhatItsButtonsSay() throws Exception {
        try (var dev = Server.dev(data);
                var playwright = BrowserPage.playwright();
                var browser = BrowserPage.chromium(playwright)) {
            var page = BrowserPage.open(browser, dev.ready("messenger"));

            isGreeted(page, dev.portal("acme"));
            isRepeated(page);
            writesFromTheBoard(page);
            isHelped(page);
            opensTheBoardFromTheGreeting(page);
            seesWhatSupportAndCallWouldDo(page);

            assertThat(page.errors()).isEmpty();
        }
    }

    private static void isGreeted(BrowserPage page, Portal acme) {
        page.becomes(acme.user("Bob"));
        page.chooses(acme.dialogWith("Echo"));

        assertThat(page.messages().first()).containsText("Hello! This is what I can do here:");
    }

    private static void isRepeated(BrowserPage page) {
        page.hook("input").fill("hello");
        page.hook("send").click();

        assertThat(page.texts("hello")).hasCount(2);
    }

    private static void writesFromTheBoard(BrowserPage page) {
        page.app("echo.board").click();
        assertThat(page.frame().getByText("Person")).not().containsText("by button");
        page.frame().getByLabel("Your text").fill("from the board");
        page.frame().getByText("Send").click();
        assertThat(page.texts("from the board")).hasCount(2);
        page.page().screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOT));

        page.frame().getByLabel("Your text").fill("for the box");
        page.frame().getByText("Put into the message box").click();
        assertThat(page.hook("input")).hasValue("for the box");

        page.frame().getByText("Close").click();
        assertThat(page.hook("frame")).hasCount(0);
    }

    private static void isHelped(BrowserPage page) {
        page.app("echo.help").click();

        assertThat(page.texts("/help")).hasCount(1);
        assertThat(page.messages().last()).containsText("I repeat what you write.");
    }

    private static void opensTheBoardFromTheGreeting(BrowserPage page) {
        page.key("Echo board").click();

        assertThat(page.frame().getByText("Person")).containsText("by button menu");
        page.hook("frame-close").click();
        assertThat(page.hook("frame")).hasCount(0);
    }

    private static void seesWhatSupportAndCallWouldDo(BrowserPage page) {
        page.app("support-button.support").click();
        assertThat(page.effect("support")).containsText(Pattern.compile("networkLines[0-9a-f]{32}"));

        page.app("call-button.call").click();
        assertThat(page.effect("call")).containsText("+1 555 010 0199");

        page.key("Support").click();
        assertThat(page.effect("support")).isVisible();
        page.key("Call us").click();
        assertThat(page.effect("call")).isVisible();
    }
}
