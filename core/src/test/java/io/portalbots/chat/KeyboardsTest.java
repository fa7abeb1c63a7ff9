package io.portalbots.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.chat.Messenger.KeyButton;
import io.portalbots.chat.Messenger.Press;
import io.portalbots.spi.Button;
import io.portalbots.spi.Button.Effect;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.spi.ChatException;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyboardsTest {

    private static final String LINE = "a".repeat(32);
    private static final List<Directory.Entry> APPS =
            List.of(new Directory.Entry("other", "poll", 13, 61), new Directory.Entry("echo", "poll", 14, 62));

    @Test
    void saysEveryEffectInThePortalsWords() {
        assertThat(press(new Effect.Link("https://x.test/"))).isEqualTo(new Press.Link("https://x.test/"));
        assertThat(press(new Effect.Put("/help"))).isEqualTo(new Press.Client("PUT", "/help"));
        assertThat(press(new Effect.Send("yes"))).isEqualTo(new Press.Client("SEND", "yes"));
        assertThat(press(new Effect.Call("112"))).isEqualTo(new Press.Client("CALL", "112"));
        assertThat(press(new Effect.Support(LINE))).isEqualTo(new Press.Client("DIALOG", "networkLines" + LINE));
        assertThat(press(new Effect.Run("help", "me"))).isEqualTo(new Press.Command("help", "me"));
    }

    @Test
    void opensThePluginsOwnAppOfThatName() {
        assertThat(press(new Effect.Open("poll", "p-1"))).isEqualTo(new Press.App(14, "p-1"));
    }

    @Test
    void tellsThePluginOfAnAppThatIsNotThere() {
        assertThatThrownBy(() -> press(new Effect.Open("vote", "p-1")))
                .isInstanceOf(ChatException.class)
                .hasMessage("no app 'vote' of plugin echo is on the portal");
    }

    @Test
    void keepsTextsAndRows() {
        var keys = Keyboards.of(
                "echo",
                List.of(new Button("Yes", new Effect.Send("yes")), new Button("No", new Effect.Send("no")).inNewRow()),
                APPS);

        assertThat(keys).extracting(KeyButton::text).containsExactly("Yes", "No");
        assertThat(keys).extracting(KeyButton::startsRow).containsExactly(false, true);
    }

    @Test
    void pressesWhatAClickOnAnAppDoes() {
        assertThat(Keyboards.press(new Action.Put("/help"), 14, "k")).isEqualTo(new Press.Client("PUT", "/help"));
        assertThat(Keyboards.press(new Action.Send("/help"), 14, "k")).isEqualTo(new Press.Client("SEND", "/help"));
        assertThat(Keyboards.press(new Action.Call("112"), 14, "k")).isEqualTo(new Press.Client("CALL", "112"));
        assertThat(Keyboards.press(new Action.Support(LINE), 14, "k"))
                .isEqualTo(new Press.Client("DIALOG", "networkLines" + LINE));
        assertThat(Keyboards.press(new Action.Iframe(300, 200), 14, "k")).isEqualTo(new Press.App(14, "k"));
    }

    private static Press press(Effect effect) {
        return Keyboards.of("echo", List.of(new Button("Press", effect)), APPS)
                .get(0)
                .press();
    }
}
