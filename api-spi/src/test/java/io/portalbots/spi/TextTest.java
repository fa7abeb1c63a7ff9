package io.portalbots.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people wrote never becomes a code, and what a plugin means does. */
class TextTest {

    @Test
    void putsCodesAroundWhatPeopleWrote() {
        var text = Text.of("Poll by ")
                .mention(17, "Dana [B]")
                .line()
                .bold("[URL=x]Lunch?")
                .plain(" [/B]");

        assertThat(text).hasToString("Poll by [USER=17]Dana [\u2060B][/USER]\n[B][\u2060URL=x]Lunch?[/B] [\u2060/B]");
    }

    @Test
    void keepsLinksAndInstructionsWithinTheirCodes() {
        assertThat(Text.of().link("https://a.test/?q=[x] y", "here"))
                .hasToString("[URL=https://a.test/?q=%5Bx%5D%20y]here[/URL]");
        assertThat(Text.of().send("/help me", "Help")).hasToString("[SEND=/help me]Help[/SEND]");
        assertThat(Text.of().put("/poll", "Poll")).hasToString("[PUT=/poll]Poll[/PUT]");
        assertThat(Text.of().call("+1 555", "Dial")).hasToString("[CALL=+1 555]Dial[/CALL]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "mailto:a@b.test",
                "",
                "https://a\n.test",
                "//evil.test"
            })
    void linksToPagesOnly(String url) {
        assertThatThrownBy(() -> Text.of().link(url, "x")).hasMessageContaining("url must begin with");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a]b", "[SEND=x]", "two\nlines", ""})
    void sendsNothingThatWouldLeaveItsCode(String sent) {
        assertThatThrownBy(() -> Text.of().send(sent, "x")).hasMessageContaining("sent must be one line");
        assertThatThrownBy(() -> Text.of().put(sent, "x")).hasMessageContaining("put must be one line");
    }

    @Test
    void takesTheMeaningOutOfQuotations() {
        assertThat(Text.escape(">>said by nobody\nno >> quote")).isEqualTo(">\u2060>said by nobody\nno >> quote");
    }

    @Test
    void putsOnButtonsWhatFits() {
        var keyboard = Keyboard.of()
                .run("Pizza <b>\u202Eevil", "vote", "7 1")
                .newRow()
                .open("x".repeat(200), "results", "7")
                .link(" \u0000 ", "https://a.test")
                .buttons();

        assertThat(keyboard).extracting(Button::text).containsExactly("Pizza ‹b>evil", "x".repeat(99) + "…", "…");
        assertThat(keyboard).extracting(Button::startsRow).containsExactly(false, true, false);
        assertThat(keyboard.get(0).effect()).isEqualTo(new Button.Effect.Run("vote", "7 1"));
        assertThat(Keyboard.of().put("😀".repeat(60), "x").buttons().get(0).text())
                .isEqualTo("😀".repeat(49) + "…");
    }

    @Test
    void putsInMenusWhatFits() {
        var menu = Menu.of()
                .run("Close <b>\u202Eit", "close", "7")
                .open("x".repeat(101), "results", "7")
                .link("", "https://a.test")
                .send("Yes", "yes")
                .call("Dial", "+1 555")
                .support("Help", "a".repeat(32))
                .buttons();

        assertThat(menu)
                .extracting(Button::text)
                .containsExactly("Close ‹b>it", "x".repeat(99) + "…", "…", "Yes", "Dial", "Help");
        assertThat(menu.get(0).effect()).isEqualTo(new Button.Effect.Run("close", "7"));
        assertThatThrownBy(() -> Menu.of().open("Results", "results", "sieben ä"))
                .hasMessageContaining("key must match");
    }
}
