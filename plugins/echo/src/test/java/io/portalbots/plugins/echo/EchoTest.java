package io.portalbots.plugins.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.spi.Audience;
import io.portalbots.spi.Button;
import io.portalbots.spi.Chat;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.CommandCall;
import io.portalbots.spi.Dialog;
import io.portalbots.spi.FrameVisit;
import io.portalbots.spi.Label;
import io.portalbots.spi.Message;
import io.portalbots.spi.Person;
import io.portalbots.spi.PortalInfo;
import io.portalbots.testkit.PortalbotsExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EchoTest {

    @RegisterExtension
    static final PortalbotsExtension ACME = PortalbotsExtension.with(Echo.class);

    private static final PortalInfo PORTAL = new PortalInfo("t1", "acme.bitrix24.com", "en", Map.of());
    private static final Dialog DIALOG = new Dialog("17", Dialog.Kind.PRIVATE);

    private final Echo echo = new Echo();
    private final Recording chat = new Recording();

    @Test
    void offersHelpInItsOwnDialogAndTheBoardEverywhere() {
        var apps = echo.offer(PORTAL).apps();

        assertThat(apps).extracting(ChatApp::code).containsExactly("help", "board");
        assertThat(apps)
                .extracting(ChatApp::action)
                .containsExactly(new ChatApp.Action.Send("/help"), new ChatApp.Action.Iframe(360, 240));
        assertThat(apps)
                .extracting(app -> app.audience().context())
                .containsExactly(Audience.Context.BOT, Audience.Context.ALL);
        assertThat(apps).allSatisfy(app -> assertThat(app.audience().extranet()).isTrue());
        assertThat(apps).allSatisfy(app -> assertThat(app.icon()).isPresent());
        assertThat(echo.offer(PORTAL).missing()).isEmpty();
    }

    @Test
    void isCalledSomethingInBothLanguages() {
        var apps = echo.offer(PORTAL).apps();

        assertThat(apps)
                .element(0)
                .satisfies(help -> assertThat(help.labels())
                        .containsEntry("en", new Label("Echo", "Asks Echo what it can do"))
                        .containsEntry("de", new Label("Echo", "Fragt Echo, was es kann")));
        assertThat(apps)
                .element(1)
                .satisfies(board -> assertThat(board.labels())
                        .containsEntry("en", new Label("Echo board", "A place to write from"))
                        .containsEntry("de", new Label("Echo-Tafel", "Ein Platz zum Schreiben")));
        assertThat(echo.commands()).singleElement().satisfies(command -> {
            assertThat(command.word()).isEqualTo("help");
            assertThat(command.common()).isFalse();
            assertThat(command.extranet()).isTrue();
            assertThat(command.labels()).containsOnlyKeys("en", "de");
        });
    }

    @Test
    void hasABotWithAFace() {
        assertThat(echo.bot()).hasValueSatisfying(bot -> {
            assertThat(bot.name()).isEqualTo("Echo");
            assertThat(bot.avatar()).isPresent();
        });
    }

    @Test
    void repeatsWhatItIsTold() {
        var bob = ACME.user("Bob");

        bob.types("hello");

        assertThat(bob.sees()).isEqualTo("hello");
    }

    @Test
    void takesTheMeaningOutOfBbCodes() {
        var bob = ACME.user("Bob");

        bob.types("[B]bold[/B]");

        assertThat(bob.sees()).isEqualTo("[\u2060B]bold[\u2060/B]");
    }

    @Test
    void explainsItselfWhereverHelpIsAskedFor() {
        var bob = ACME.user("Bob");

        bob.clicks("help");
        assertThat(bob.sees()).startsWith("I repeat what you write.");

        bob.types("/help billing");
        assertThat(bob.sees()).endsWith("More on this I do not know: billing");
    }

    @Test
    void speaksGermanToDora() {
        var dora = ACME.user("Dora");

        dora.opens("Echo");
        assertThat(dora.sees()).startsWith("Hallo!");

        dora.types("/help");
        assertThat(dora.sees()).startsWith("Ich wiederhole, was Sie schreiben.");
        assertThat(dora.buttons()).containsExactly("Tafel öffnen");
    }

    @Test
    void opensTheBoardFromThePanelAndFromAButton() {
        var bob = ACME.user("Bob");

        assertThat(bob.clicks("Echo board").page()).contains("Person 2 in dialog", "data-action=\"send\"");

        bob.types("/help");
        bob.sees();
        assertThat(bob.presses("Open the board").page()).contains(", by button help");
    }

    @Test
    void saysSoWhenThereIsNothingToRepeat() {
        echo.onMessage(message(" "), chat);

        assertThat(chat.said).containsExactly("I can repeat text only.");
    }

    @Test
    void explainsItselfInThePersonsLanguage() {
        echo.onCommand(help("", "en"), chat);
        echo.onCommand(help("", "de"), chat);
        echo.onCommand(help("", "fr"), chat);

        assertThat(chat.said.get(0)).startsWith("I repeat what you write.");
        assertThat(chat.said.get(1)).startsWith("Ich wiederhole, was Sie schreiben.");
        assertThat(chat.said.get(2)).isEqualTo(chat.said.get(0));
    }

    @Test
    void mentionsTheTopicOfHelpAndOffersTheBoard() {
        echo.onCommand(help("billing [B]", "en"), chat);

        assertThat(chat.said)
                .singleElement()
                .asString()
                .startsWith("I repeat what you write.")
                .endsWith(": billing [\u2060B]");
        assertThat(chat.buttons).containsExactly(new Button("Open the board", new Button.Effect.Open("board", "help")));
    }

    @Test
    void believesNothingThatPassedThroughTheBrowser() {
        var page = echo.frame(visit("<script>1</script>", Optional.of("<b>help"), "en"));

        assertThat(page.body())
                .contains("&lt;script&gt;1&lt;/script&gt;", "by button &lt;b&gt;help")
                .doesNotContain("<script", "<b>");
    }

    @Test
    void isFoundByTheHost() {
        assertThat(Path.of("target/classes/META-INF/extensions.idx")).content().contains(Echo.class.getName());
    }

    private static Message message(String text) {
        return new Message(1, text, new Person(17, "Bob", "en"), DIALOG);
    }

    private static CommandCall help(String params, String language) {
        return new CommandCall("help", params, 1, CommandCall.Source.TYPED, new Person(17, "Bob", language), DIALOG);
    }

    private static FrameVisit visit(String dialogId, Optional<String> key, String language) {
        return new FrameVisit("board", PORTAL, 17, dialogId, key, language, false);
    }

    private static final class Recording implements Chat {
        private final List<String> said = new ArrayList<>();
        private final List<Button> buttons = new ArrayList<>();

        @Override
        public void say(String text, List<Button> keyboard) {
            said.add(text);
            buttons.addAll(keyboard);
        }

        @Override
        public void typing() {}
    }
}
