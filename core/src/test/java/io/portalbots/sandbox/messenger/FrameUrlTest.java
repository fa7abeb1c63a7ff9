package io.portalbots.sandbox.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.ChatApp.Action.Frame;
import io.portalbots.sandbox.model.Secrets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrameUrlTest {

    private static final Frame FRAME = new Frame("https://bots.example.test/f/poll?tpl=2&", 360, 220, false);
    private static final String COMMON = "https://bots.example.test/f/poll?tpl=2&BOT_ID=62&BOT_CODE=echo&APP_ID=14"
            + "&APP_CODE=poll&DOMAIN=https%3A%2F%2Facme.bitrix24.test&DOMAIN_HASH=517824a044a679a8ac8b154e93d00346"
            + "&USER_ID=17&USER_HASH=017a4f0a0fa1efb4bbca8671e8f6388a&DIALOG_ID=chat441&DIALOG_CONTEXT="
            + "&DIALOG_ENTITY_ID=&DIALOG_ENTITY_DATA_1=&LANG=en&IS_CHROME=Y";

    private final FrameUrl url = url(new Chat(441, "C", "General", 1, "", "", "", Set.of(17)), "chat441");

    @Test
    void signsAFrameOpenedFromThePanel() {
        assertThat(url.fromPanel(app("poll"), FRAME)).isEqualTo(COMMON + "&CONTEXT=textarea&DARK_MODE=N&");
    }

    @Test
    void signsAFrameOpenedFromAButton() {
        var button = new FrameUrl.FromButton(90233, Optional.of("poll-77"), false);

        assertThat(url.fromButton(app("poll"), FRAME, button))
                .isEqualTo(COMMON + "&CONTEXT=button&DARK_MODE=N&MESSAGE_ID=90233&BUTTON_PARAMS=poll-77&");
    }

    @Test
    void sendsAnObjectsNameForMissingButtonParameters() {
        var button = new FrameUrl.FromButton(90233, Optional.empty(), false);

        assertThat(url.fromButton(app("poll"), FRAME, button)).endsWith("&BUTTON_PARAMS=%5Bobject%20Object%5D&");
    }

    @Test
    void namesTheEntityOfAnOpenChannelsChat() {
        var lines = new Chat(442, "L", "Carl", 4, "LINES", "livechat|1|442|4", "N|NONE|0|N|N|1", Set.of(17));

        assertThat(url(lines, "chat442").fromPanel(app("poll"), FRAME))
                .contains(
                        "&DIALOG_CONTEXT=lines&DIALOG_ENTITY_ID=livechat%7C1%7C442%7C4&DIALOG_ENTITY_DATA_1=N%7CNONE");
    }

    @Test
    void escapesCodesForHtml() {
        assertThat(url.fromPanel(app("a<b"), FRAME)).contains("&APP_CODE=a%26lt%3Bb&");
    }

    @Test
    void leavesApostrophesAsTheyAreAndEscapesTheRest() {
        assertThat(url.fromPanel(app("\"it's\" > &"), FRAME))
                .contains("&APP_CODE=%26quot%3Bit's%26quot%3B%20%26gt%3B%20%26amp%3B&");
    }

    @Test
    void escapesTheParametersOfMenuItemsOnce() {
        var item = new FrameUrl.FromButton(90233, Optional.of("a<b"), true);
        var key = new FrameUrl.FromButton(90233, Optional.of("a<b"), false);

        assertThat(url.fromButton(app("poll"), FRAME, item)).endsWith("&BUTTON_PARAMS=a%26lt%3Bb&");
        assertThat(url.fromButton(app("poll"), FRAME, key)).endsWith("&BUTTON_PARAMS=a%3Cb&");
    }

    @Test
    void tellsOfTheBrowser() {
        var dark = new Browser(false, true, Optional.empty(), Optional.empty());
        var elsewhere = new FrameUrl(url.origin(), 17, "chat441", url.chat(), "en", dark);

        assertThat(elsewhere.fromPanel(app("poll"), FRAME))
                .endsWith("&LANG=en&IS_CHROME=N&CONTEXT=textarea&DARK_MODE=Y&");
    }

    private static FrameUrl url(Chat chat, String dialogId) {
        return new FrameUrl("https://acme.bitrix24.test", 17, dialogId, chat, "en", Browser.USUAL);
    }

    private static ListedApp app(String code) {
        var hash = "3f9c1b7e5a2d48608c4e9f10ab67d253";
        return new ListedApp(
                14,
                62,
                "echo",
                code,
                new Signatures(Secrets.md5("acme.bitrix24.test" + hash), Secrets.md5("17" + hash)),
                FRAME,
                "all",
                false,
                Optional.empty(),
                "",
                "",
                "");
    }
}
