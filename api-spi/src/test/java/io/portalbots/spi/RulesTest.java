package io.portalbots.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a portal would refuse, cut or drop is refused here, by name. */
class RulesTest {

    private static final Map<String, Label> LABELS = Map.of("en", new Label("Help", ""));

    @ParameterizedTest
    @ValueSource(strings = {"/help", "/help me-2 a+b_cc", "/HELP", "/1234"})
    void takesCommands(String command) {
        assertThatCode(() -> new ChatApp.Action.Send(command)).doesNotThrowAnyException();
        assertThatCode(() -> new ChatApp.Action.Put(command)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "help", "/h", "/помощь", "x /help me", "/help  two", "/help;alert(1)", "/help/me", "/help a"
            })
    void refusesWhatIsNoCommand(String command) {
        assertThatThrownBy(() -> new ChatApp.Action.Send(command))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("command")
                .hasMessageContaining("'" + command + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1 (555) 010-0199", "112", "*#06#", "tel:+123", "abc", "+", ""})
    void tellsPhoneNumbersFromOtherText(String number) {
        var right = List.of("+1 (555) 010-0199", "112").contains(number);

        if (right) {
            assertThatCode(() -> new ChatApp.Action.Call(number)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> new ChatApp.Action.Call(number)).hasMessageContaining("number");
        }
    }

    @Test
    void wantsThirtyTwoHexadecimalCharactersOfAnOpenChannel() {
        assertThatCode(() -> new ChatApp.Action.Support("0123456789abcdef0123456789ABCDEF"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new ChatApp.Action.Support("0123"))
                .hasMessageContaining("lineCode")
                .hasMessageContaining("32 hexadecimal");
    }

    @Test
    void refusesFramesSmallerThanPortalsDraw() {
        assertThatThrownBy(() -> new ChatApp.Action.Iframe(249, 50)).hasMessageContaining("width must be 250");
        assertThatThrownBy(() -> new ChatApp.Action.Iframe(250, 49)).hasMessageContaining("height must be 50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<b>", "a\u202Eb", "a\nb"})
    void refusesTitlesThatHideOrFake(String title) {
        assertThatThrownBy(() -> new Label(title, "")).hasMessageContaining("title");
    }

    @Test
    void wantsEnglishAndTwoLetterLanguages() {
        var action = new ChatApp.Action.Send("/help");
        var label = new Label("Help", "");

        assertThatThrownBy(() -> new ChatApp("help", action, Audience.everywhere(), Map.of("de", label)))
                .hasMessageContaining("'en'");
        assertThatThrownBy(() -> new ChatApp("help", action, Audience.everywhere(), Map.of("en", label, "DEU", label)))
                .hasMessageContaining("DEU");
        assertThatThrownBy(() -> new ChatApp("Help!", action, Audience.everywhere(), LABELS))
                .hasMessageContaining("code must match")
                .hasMessageContaining("Help!");
    }

    @Test
    void takesPicturesOfTheRightKindAndSizeOnly() {
        assertThatThrownBy(() -> Icon.of(new byte[] {1, 2, 3})).hasMessageContaining("PNG");
        assertThatThrownBy(() -> Icon.of(png(64, 64)))
                .hasMessageContaining("108x66")
                .hasMessageContaining("64x64");
        assertThat(Icon.of(png(108, 66))).isEqualTo(Icon.of(png(108, 66)));
        assertThatThrownBy(() -> Avatar.of(png(64, 65))).hasMessageContaining("square");
    }

    @Test
    void saysWhyASettingIsWrongAndHidesSecrets() {
        var channel = new Setting("line", new Setting.Type.OpenChannel(), Map.of("en", "Open Channel"));
        var secret = new Setting("key", new Setting.Type.Secret(), Map.of("en", "Key"));

        assertThat(channel.problem("0123456789abcdef0123456789abcdef")).isEmpty();
        assertThat(channel.problem("nonsense")).get().asString().contains("line", "nonsense");
        assertThat(secret.problem("x".repeat(1001))).get().asString().doesNotContain("xxx");
    }

    @Test
    void keepsPortalSettingsOutOfLogs() {
        var portal = new PortalInfo("t", "acme.test", "en", Map.of("key", "hush"));

        assertThat(portal.toString()).contains("key").doesNotContain("hush");
    }

    @Test
    void takesTheMeaningOutOfWhatPeopleWrote() {
        assertThat(Page.escape("<a href='x'>&\"")).isEqualTo("&lt;a href=&#39;x&#39;&gt;&amp;&quot;");
        assertThat(Text.escape("[b]no[/b]")).doesNotContain("[b]").doesNotContain("[/b]");
    }

    private static byte[] png(int width, int height) {
        return java.nio.ByteBuffer.allocate(32)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putInt(13)
                .put(new byte[] {'I', 'H', 'D', 'R'})
                .putInt(width)
                .putInt(height)
                .array();
    }
}
