package io.portalbots.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.portalbots.dist.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application's pages within a portal, in a real browser: from the installation to a button that is there. */
class AdministratorBrowserTest {

    private static final String NUMBER = "+1 555 010 0199";

    @TempDir
    private Path temp;

    @Test
    void installsSetsAndSeesWhatThePortalSays() throws Exception {
        try (var hosted = Hosted.start(temp);
                var playwright = BrowserPage.playwright();
                var browser = BrowserPage.chromium(playwright)) {
            hosted.begin();

            isInstalledOnAPhone(hosted, browser);
            isChangedOnADesk(hosted, browser);
            saysToOthersWhatItIs(hosted, browser);
            runsNoScriptOfAPlugin(hosted, browser);
        }
    }

    private static void isInstalledOnAPhone(Hosted hosted, Browser browser) throws Exception {
        var page = hosted.open(browser, hosted.acme().user("Alice"), 360, 740);

        assertThat(page.page()).hasURL(Pattern.compile(".*install_finished=Y.*"));
        assertThat(inside(page).locator("h1")).containsText("Installed");
        assertThat(inside(page).getByText("2 things are missing")).isVisible();
        assertThat(inside(page).getByText("write /apps to Echo")).isVisible();
        assertThat((Boolean) inside(page).locator("html").evaluate("page => page.scrollWidth <= page.clientWidth"))
                .isTrue();

        var number = inside(page).getByLabel("Number to dial");
        number.fill("none");
        number.press("Enter");
        assertThat(plugin(page, "call-button").locator("[data-test=error]")).containsText("This is no phone number");
        assertThat(number).isFocused();
        assertThat(number).hasValue("none");

        number.fill(NUMBER);
        plugin(page, "call-button").locator("[data-test=save]").click();
        assertThat(plugin(page, "call-button").locator("[data-test=notice]")).containsText("Saved.");
        assertThat(state(page, "call-button", "call")).containsText("On the portal since");
        eventually(() -> assertThat(hosted.acme().appCodes()).contains("call-button.call"));
        assertThat(page.errors()).isEmpty();
        picture(page, "administrator-narrow.png");
    }

    private static void isChangedOnADesk(Hosted hosted, Browser browser) throws Exception {
        var page = hosted.open(browser, hosted.acme().user("Alice"), 1000, 900);
        assertThat(inside(page).locator("h1")).containsText("Apps for the messenger");
        assertThat(state(page, "echo", "board")).containsText("On the portal since");

        var board = inside(page).getByLabel("Echo board: on the portal");
        board.press("Space");
        assertThat(state(page, "echo", "board")).containsText("Disabled");
        assertThat(board).isFocused();
        assertThat(hosted.acme().appCodes()).doesNotContain("echo.board");
        board.press("Space");
        assertThat(state(page, "echo", "board")).containsText("On the portal since");

        plugin(page, "call-button").locator("[data-test=test]").click();
        assertThat(plugin(page, "call-button").locator("[data-test=tested]")).containsText("only a call can tell");
        assertThat(page.errors()).isEmpty();
        picture(page, "administrator.png");
    }

    private static void saysToOthersWhatItIs(Hosted hosted, Browser browser) {
        var page = hosted.open(browser, hosted.acme().user("Bob"), 1000, 900);

        assertThat(inside(page).getByText("An administrator of the portal can change"))
                .isVisible();
        assertThat(inside(page).locator("form")).hasCount(0);
        assertThat(page.errors()).isEmpty();
    }

    private static void runsNoScriptOfAPlugin(Hosted hosted, Browser browser) throws Exception {
        HostilePlugin.drop(hosted.plugins());
        eventually(() -> assertThat(hosted.platform().metric("portalbots_plugins{state=\"loaded\"}"))
                .isEqualTo(4));
        var alice = hosted.acme().user("Alice");
        alice.isCalled("Alice " + String.join(" ", Hostile.texts()));
        var page = hosted.open(browser, alice, 1000, 900);
        var hostile = plugin(page, "hostile");
        assertThat(hostile.locator("[data-test=field]")).hasCount(HostilePlugin.fields());

        var texts = Hostile.texts();
        for (var i = 0; i < texts.size(); i++) {
            hostile.locator("[name='setting.line" + i + "']").fill(texts.get(i));
        }
        hostile.locator("[data-test=save]").click();

        assertThat(hostile.locator("[data-test=notice]")).containsText("Not saved");
        assertThat(hostile.locator("[name='setting.line0']")).hasValue(texts.get(0));
        assertThat(hostile.locator("img, svg, iframe, script, style, meta, math, details"))
                .hasCount(0);
        for (var frame : page.page().frames()) {
            assertThat(Hostile.armed(frame)).isEmpty();
        }
        assertThat(page.errors()).isEmpty();
    }

    private static FrameLocator inside(BrowserPage page) {
        return page.page().frameLocator("iframe");
    }

    private static Locator plugin(BrowserPage page, String id) {
        return inside(page).locator("[data-test=plugin][data-plugin='" + id + "']");
    }

    private static Locator state(BrowserPage page, String plugin, String app) {
        return plugin(page, plugin).locator("[data-test=app][data-code='" + app + "'] [data-test=state]");
    }

    /** Comes last: to hide the caret the browser's driver writes a style of its own, which the page's policy refuses. */
    private static void picture(BrowserPage page, String name) {
        page.page().locator("iframe").screenshot(new Locator.ScreenshotOptions().setPath(Path.of("target", name)));
    }
}
