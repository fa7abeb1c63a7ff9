package io.portalbots.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever people write, or call themselves and their groups, no page runs it; and frames stay usable where there is hardly
 * room. In a real browser.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileBrowserTest {

    private static final int TOGETHER = 8;

    private final AtomicInteger ran = new AtomicInteger();
    private Server dev;
    private Portal acme;
    private User bob;
    private String mirror;
    private Playwright playwright;
    private Browser browser;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        dev = Server.dev(data);
        acme = dev.portal("acme");
        MirrorPlugin.drop(data.resolve("plugins"));
        Eventually.within(
                Duration.ofSeconds(30), () -> assertThat(acme.appCodes()).contains("mirror.page"));
        bob = acme.user("Bob");
        mirror = acme.dialogWith("Mirror");
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
        dev.close();
    }

    private BrowserPage messenger() {
        var page = BrowserPage.open(browser, dev.ready("messenger") + "#user=" + bob.id() + "&dialog=" + mirror);
        page.page().onDialog(dialog -> {
            ran.incrementAndGet();
            dialog.dismiss();
        });
        return page;
    }

    @Test
    void runsNothingThatPeopleWriteNorWhatTheyAreCalled() throws Exception {
        var texts = Hostile.texts();
        assertThat(texts).hasSizeGreaterThan(200);
        var groups = texts.stream().map(title -> acme.group(title, bob)).toList();
        var sent = 0;
        for (var from = 0; from < texts.size(); from += TOGETHER) {
            var some = texts.subList(from, Math.min(from + TOGETHER, texts.size()));
            bob.isCalled("Robert " + String.join(" ", some));
            bob.types(mirror, String.join("\n", some));
            sent++;
        }
        var messages = 2L * sent;
        Eventually.within(
                Duration.ofSeconds(30),
                () -> assertThat(bob.messages(mirror).stream()
                                .filter(message -> !message.getString("text").startsWith("Hello"))
                                .count())
                        .isEqualTo(messages));

        var page = messenger();
        assertThat(page.messages().last()).isVisible();
        isHarmless(page.page().mainFrame());
        saysNothingInTheBotsName(sent);
        assertThat(page.hook("dialog").all()).hasSizeGreaterThan(groups.size());
        for (var i = 0; i < groups.size(); i += TOGETHER) {
            page.chooses(groups.get(i));
            assertThat(page.page().locator("#title")).isVisible();
            isHarmless(page.page().mainFrame());
        }
        page.chooses(mirror);

        page.app("mirror.page").click();
        assertThat(page.frame().getByText("By module")).isVisible();
        isHarmless(frame(page));
        for (var text : List.of(texts.get(1), texts.get(20), "' onfocus='alert(1)' autofocus='")) {
            page.frame().getByLabel("Text").fill(text);
            page.frame().getByText("Show").click();
            assertThat(page.frame().locator("#texts p")).hasText(text);
            isHarmless(frame(page));
        }
        System.out.printf(
                "hostile texts: %d, in %d messages by people of such names, and in titles of groups: %d ran%n",
                texts.size(), sent, ran.get());
        assertThat(ran).hasValue(0);
        assertThat(page.errors()).as("nothing was even tried").isEmpty();
    }

    private static Frame frame(BrowserPage page) {
        return page.page().frames().stream()
                .filter(frame -> frame.parentFrame() != null)
                .findFirst()
                .orElseThrow();
    }

    private static void isHarmless(Frame frame) {
        assertThat(Hostile.armed(frame)).isEmpty();
    }

    /** Of codes the answers have those of the plugin only: of each line one link and one mention. */
    private void saysNothingInTheBotsName(int sent) {
        var codes = bob.messages(mirror).stream()
                .filter(message ->
                        String.valueOf(message.getInteger("authorId")).equals(mirror))
                .map(message -> message.getString("text"))
                .flatMap(text ->
                        Pattern.compile("\\[/?([A-Z]+)[\\]=]").matcher(text).results())
                .map(code -> code.group(1))
                .distinct();
        assertThat(codes).containsExactlyInAnyOrder("B", "I", "USER", "URL");
        assertThat(bob.sees(mirror).stream().filter(text -> text.contains("Robert")))
                .as("say the name")
                .hasSize(sent);
    }

    @Test
    void speaksToTheMessengerByAttributesAndByTheModule() {
        var page = messenger();
        page.app("mirror.page").click();

        page.frame().getByText("By module").click();
        assertThat(page.hook("input")).hasValue("by the module");
        page.frame().getByLabel("Word").fill("by the form");
        page.frame().getByLabel("Word").press("Enter");
        assertThat(page.hook("input")).hasValue("by the module by the form");

        assertThat(page.frame().locator("#texts")).hasCSS("color", "rgb(1, 2, 3)");
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void isUsableWhereThereIsHardlyRoom() {
        for (var app : List.of("mirror.page", "echo.board")) {
            var address = bob.clicks(app, mirror).getString("url");
            var page = BrowserPage.open(browser, address, 250, 50).page();

            assertThat(page.evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(width(page));
            page.locator("input").first().fill("little room");
            for (var button : page.locator("button").all()) {
                button.scrollIntoViewIfNeeded();
                var box = button.boundingBox();
                assertThat(box.y).isGreaterThanOrEqualTo(0);
                assertThat(box.y + box.height).isLessThanOrEqualTo(50);
                assertThat(box.x + box.width).isLessThanOrEqualTo(250);
            }
        }
        var page = BrowserPage.open(browser, bob.clicks("mirror.page", mirror).getString("url"), 250, 50)
                .page();
        page.getByLabel("Text").fill("sent from little room");
        page.getByText("Show").click();
        assertThat(page.locator("#texts p")).hasText("sent from little room");
    }

    private static Object width(Page page) {
        return page.evaluate("() => document.documentElement.clientWidth");
    }
}
