package io.portalbots.dist;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The messenger page in a browser, by what a person finds on it. */
record BrowserPage(Page page, List<String> errors) {

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    static Playwright playwright() {
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    static Browser chromium(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setHeadless(true)
                        .setArgs(ARGUMENTS));
    }

    static BrowserPage open(Browser browser, String url) {
        return open(browser, url, 1200, 760);
    }

    static BrowserPage open(Browser browser, String url, int width, int height) {
        var page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, height));
        var errors = new ArrayList<String>();
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.navigate(url);
        return new BrowserPage(page, errors);
    }

    void becomes(User user) {
        hook("person").selectOption(String.valueOf(user.id()));
    }

    void chooses(String dialog) {
        page.locator("[data-test=dialog][data-dialog-id='" + dialog + "']").click();
    }

    Locator hook(String name) {
        return page.locator("[data-test=" + name + "]");
    }

    Locator messages() {
        return hook("message");
    }

    Locator texts(String text) {
        return hook("text").filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + text + "$")));
    }

    Locator app(String code) {
        return page.locator("[data-test=app][data-code='" + code + "']");
    }

    /** A button of the first message. */
    Locator key(String text) {
        return messages()
                .first()
                .locator("[data-test=key]")
                .getByText(text, new Locator.GetByTextOptions().setExact(true));
    }

    Locator menuItem(String text) {
        return hook("menu-item").filter(new Locator.FilterOptions().setHasText(text));
    }

    Locator effect(String kind) {
        return page.locator("[data-test=effect][data-effect=" + kind + "]");
    }

    FrameLocator frame() {
        return page.frameLocator("[data-test=frame]");
    }

    /** Which half of an icon is drawn. */
    String half(String code) {
        var position = app(code).locator(".sprite").evaluate("sprite => getComputedStyle(sprite).backgroundPositionX");
        return position.equals("100%") ? "active" : "inactive";
    }

    void press(String... keys) {
        List.of(keys).forEach(page.keyboard()::press);
    }
}
