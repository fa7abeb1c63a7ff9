package io.portalbots.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.MouseButton;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The messenger page in a real browser: what its panel, menus and frames owe to the portal and to people. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PanelBrowserTest {

    private static final Path NARROW = Path.of("target", "messenger-narrow.png");
    private static final String SMALL_TARGETS = """
            () => [...document.querySelectorAll('button:enabled, select, textarea')]
                .filter(control => control.checkVisibility())
                .filter(control => control.offsetWidth < 44 || control.offsetHeight < 44)
                .map(control => control.outerHTML).join()""";

    private Server dev;
    private Portal acme;
    private Application poll;
    private Playwright playwright;
    private Browser browser;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        dev = Server.dev(data);
        acme = dev.portal("acme");
        poll = Application.install(acme, "local.poll");
        playwright = BrowserPage.playwright();
        browser = BrowserPage.chromium(playwright);
    }

    @AfterEach
    void closePages() {
        browser.contexts().forEach(context -> context.close());
    }

    @AfterAll
    void stop() throws Exception {
        playwright.close();
        poll.close();
        dev.close();
    }

    private BrowserPage at(String person, String dialog, int width) {
        var place = dev.ready("messenger") + "#user=" + acme.user(person).id() + "&dialog=" + dialog;
        return BrowserPage.open(browser, place, width, 760);
    }

    private BrowserPage atEcho(String person) {
        return at(person, acme.dialogWith("Echo"), 1200);
    }

    private BrowserPage atPoll(String person) {
        return at(person, String.valueOf(poll.bot()), 1200);
    }

    @Test
    void aNewAppWaitsForReloadAndADeletedOneGoesAtOnce() {
        var page = atPoll("Alice");
        assertThat(page.app("echo.board")).isVisible();

        var app = poll.register("late", "all");
        assertThat(page.hook("freshness"))
                .hasText(Pattern.compile("Apps have changed. Renews (in \\d+ min|within a minute)\\."));
        assertThat(page.app("late")).hasCount(0);

        page.hook("reload").click();
        assertThat(page.app("late")).isVisible();
        assertThat(page.hook("freshness")).hasText("");

        poll.unregister(app);
        assertThat(page.app("late")).hasCount(0);
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void anIconShowsItsActiveHalfWhileItIsInUse() {
        var page = atEcho("Alice");
        assertThat(page.app("echo.board")).isVisible();
        assertThat(page.half("echo.board")).isEqualTo("inactive");

        page.app("echo.board").hover();
        assertThat(page.half("echo.board")).isEqualTo("active");

        page.app("echo.board").click();
        assertThat(page.hook("frame")).isVisible();
        page.hook("frame-head").hover();
        assertThat(page.half("echo.board")).isEqualTo("active");

        page.app("echo.board").click();
        assertThat(page.hook("frame")).hasCount(0);
    }

    @Test
    void aMessageHasItsMenuByMouseAndKeys() {
        var word =
                new JsonObject().put("TEXT", "Put a word").put("ACTION", "PUT").put("ACTION_VALUE", "word");
        poll.say(acme.user("Alice"), "with a menu", new JsonArray().add(word));
        var page = atPoll("Alice");

        page.texts("with a menu").click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        assertThat(page.menuItem("Put a word")).isFocused();
        page.press("Escape");
        assertThat(page.menuItem("Put a word")).hasCount(0);

        assertThat(page.hook("message-menu").last()).isFocused();
        page.press("Enter", "Enter");
        assertThat(page.hook("input")).hasValue("word");
    }

    @Test
    void aPersonChangesAndDeletesTheirOwnMessage() {
        acme.user("Alice").types(String.valueOf(poll.bot()), "helo");
        var page = atPoll("Alice");

        page.texts("helo").click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.menuItem("Edit").click();
        page.hook("input").fill("hello");
        page.press("Enter");
        assertThat(page.texts("hello")).isVisible();
        assertThat(page.hook("editing")).isHidden();

        page.texts("hello").click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.menuItem("Delete").click();
        assertThat(page.texts("hello")).hasCount(0);
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void aDeadIconSaysWhy() {
        poll.register("admins", "all-admin");
        acme.sets("mode", "real");
        try {
            var page = atPoll("Bob");
            page.app("admins").hover();
            assertThat(page.page().locator("#tip")).containsText("Shown here, but dead. CONTEXT all-admin");

            page.app("admins").click(new Locator.ClickOptions().setForce(true));
            assertThat(page.hook("toast")).containsText("works for administrators only, and Bob is none");
            assertThat(page.half("admins")).isEqualTo("inactive");
        } finally {
            acme.sets("mode", "contract");
        }
    }

    @Test
    void aFreeWindowIsMovedByMouseAndKeysAndStaysWhenTheDialogChanges() {
        var page = atEcho("Bob");
        page.key("Echo board").click();
        var before = box(page.hook("frame-head"));

        drag(page.page(), before, -80, 60);
        var dragged = box(page.hook("frame-head"));
        assertThat(dragged.x - before.x).isEqualTo(-80);
        assertThat(dragged.y - before.y).isEqualTo(60);

        page.hook("frame-grip").focus();
        page.press("ArrowRight", "ArrowUp");
        var stepped = box(page.hook("frame-head"));
        assertThat(stepped.x - dragged.x).isEqualTo(24);
        assertThat(stepped.y - dragged.y).isEqualTo(-24);

        page.chooses(String.valueOf(poll.bot()));
        assertThat(page.page().locator("#title")).hasText("Poll");
        assertThat(page.hook("frame")).isVisible();

        page.hook("frame-close").click();
        assertThat(page.hook("frame")).hasCount(0);
    }

    @Test
    void anAnchoredWindowGoesWithAClickElsewhere() {
        var page = atEcho("Bob");
        page.app("echo.board").click();
        assertThat(page.hook("frame")).isVisible();

        page.hook("input").click();

        assertThat(page.hook("frame")).hasCount(0);
    }

    @Test
    void anOpenFrameRenewsItsBotsRightToWrite() {
        var page = atEcho("Bob");
        assertThat(page.app("echo.board")).isVisible();
        page.page().clock().install();
        page.app("echo.board").click();
        assertThat(page.hook("frame")).isVisible();

        var renewal = page.page()
                .waitForResponse(
                        answer -> answer.url().matches(".*/sessions/s\\d+/frame"),
                        () -> page.page().clock().fastForward(500_000));

        assertThat(renewal.request().method()).isEqualTo("POST");
        assertThat(renewal.status()).isEqualTo(200);
    }

    @Test
    void keysAloneLeadFromThePersonToAFrame() {
        var page = BrowserPage.open(browser, dev.ready("messenger"));
        page.hook("person").focus();
        page.press("b");
        assertThat(page.hook("person").locator("option:checked")).containsText("Bob");

        assertThat(page.page())
                .hasURL(Pattern.compile("#user=" + acme.user("Bob").id() + "$"));

        page.press("Tab", "Home");
        assertThat(dialog(page, "Apps")).isFocused();
        page.press("ArrowDown");
        assertThat(dialog(page, "Echo")).isFocused();
        page.press("Enter");
        assertThat(page.hook("input")).isFocused();

        assertThat(page.app("echo.board")).isVisible();
        page.press("Shift+Tab", "Home", "ArrowRight");
        assertThat(page.app("echo.board")).isFocused();
        page.press("Enter");
        assertThat(page.frame().getByText("Person")).isVisible();

        page.press("Escape");
        assertThat(page.hook("frame")).hasCount(0);
        assertThat(page.app("echo.board")).isFocused();
    }

    @Test
    void aForgedFrameIsMarkedAndRefusedByTheApplication() {
        var page = atEcho("Bob");
        page.hook("developer").click();
        page.menuItem("Bad hash").click();
        page.app("echo.board").click();

        assertThat(page.hook("forged")).hasText("Forged: bad hash");
        assertThat(page.frame().getByText("Person")).hasCount(0);
    }

    @Test
    void theNewMessengerSaysThatItHasNoChatApps() {
        var page = atEcho("Bob");
        assertThat(page.app("echo.board")).isVisible();
        acme.sets("messenger", "new");
        try {
            page.hook("reload").click();

            assertThat(page.hook("panel-note"))
                    .containsText("This portal has the new messenger, which has no chat apps.");
            assertThat(page.app("echo.board")).hasCount(0);
        } finally {
            acme.sets("messenger", "old");
        }
    }

    @Test
    void aPhoneShowsTheListOrTheDialogAndNothingTooSmallToTouch() {
        var page = at("Bob", acme.dialogWith("Echo"), 360);
        assertThat(page.app("echo.board")).isVisible();
        assertThat(page.hook("person")).isHidden();
        isTouchable(page);
        page.page().screenshot(new Page.ScreenshotOptions().setPath(NARROW));

        page.page().locator("#back").click();

        assertThat(page.hook("person")).isVisible();
        assertThat(page.hook("input")).isHidden();
        isTouchable(page);
    }

    private static void isTouchable(BrowserPage page) {
        assertThat(page.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
        assertThat(page.page().evaluate(SMALL_TARGETS)).isEqualTo("");
    }

    private static Locator dialog(BrowserPage page, String title) {
        return page.hook("dialog").filter(new Locator.FilterOptions().setHasText(title));
    }

    private static BoundingBox box(Locator locator) {
        assertThat(locator).isVisible();
        return locator.boundingBox();
    }

    private static void drag(Page page, BoundingBox from, int x, int y) {
        var left = from.x + from.width / 2;
        var top = from.y + from.height / 2;
        page.mouse().move(left, top);
        page.mouse().down();
        page.mouse().move(left + x, top + y);
        page.mouse().up();
    }
}
