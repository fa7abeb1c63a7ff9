package io.portalbots.plugins.echo;

import io.portalbots.spi.Audience;
import io.portalbots.spi.Audience.Context;
import io.portalbots.spi.Avatar;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.BotProfile.Color;
import io.portalbots.spi.Button;
import io.portalbots.spi.Chat;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.Command;
import io.portalbots.spi.Command.Phrase;
import io.portalbots.spi.CommandCall;
import io.portalbots.spi.FrameVisit;
import io.portalbots.spi.Icon;
import io.portalbots.spi.Label;
import io.portalbots.spi.Message;
import io.portalbots.spi.Offer;
import io.portalbots.spi.Page;
import io.portalbots.spi.PortalInfo;
import io.portalbots.spi.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pf4j.Extension;

/** Repeats what people write, explains itself on {@code /help}, and has a board to write from. */
@Extension
public final class Echo implements ChatPlugin {

    private static final String HELP = "help";
    private static final String BOARD = "board";

    private static final ChatApp HELP_APP = new ChatApp(
                    HELP,
                    new Action.Send("/help"),
                    Audience.in(Context.BOT).extranet(true),
                    Map.of(
                            "en", new Label("Echo", "Asks Echo what it can do"),
                            "de", new Label("Echo", "Fragt Echo, was es kann")))
            .with(Icon.resource(Echo.class, "help.png"));

    private static final ChatApp BOARD_APP = new ChatApp(
                    BOARD,
                    new Action.Iframe(360, 240),
                    Audience.everywhere().extranet(true),
                    Map.of(
                            "en", new Label("Echo board", "A place to write from"),
                            "de", new Label("Echo-Tafel", "Ein Platz zum Schreiben")))
            .with(Icon.resource(Echo.class, "board.png"));

    @Override
    public Optional<BotProfile> bot() {
        var avatar = Avatar.resource(Echo.class, "avatar.png");
        return Optional.of(new BotProfile("Echo", "Repeats what you write", Color.AZURE, Optional.of(avatar)));
    }

    @Override
    public List<Command> commands() {
        var labels = Map.of("en", new Phrase("What Echo can do", "topic"), "de", new Phrase("Was Echo kann", "Thema"));
        return List.of(new Command(HELP, false, false, true, labels));
    }

    @Override
    public Offer offer(PortalInfo portal) {
        return Offer.of(HELP_APP, BOARD_APP);
    }

    /** Escaped, because people shall see what they typed and not what its BB codes mean. */
    @Override
    public void onMessage(Message message, Chat chat) {
        if (message.text().isBlank()) {
            chat.say(in(message.person().language(), "I can repeat text only.", "Ich kann nur Text wiederholen."));
        } else {
            chat.say(Text.escape(message.text()));
        }
    }

    @Override
    public void onCommand(CommandCall call, Chat chat) {
        var language = call.person().language();
        var help = in(
                language,
                "I repeat what you write. On the board you can write from a window.",
                "Ich wiederhole, was Sie schreiben. Auf der Tafel schreiben Sie in einem Fenster.");
        if (!call.params().isBlank()) {
            help += "\n" + in(language, "More on this I do not know: ", "Mehr dazu weiß ich nicht: ")
                    + Text.escape(call.params());
        }
        var board = new Button(in(language, "Open the board", "Tafel öffnen"), new Button.Effect.Open(BOARD, HELP));
        chat.say(help, List.of(board));
    }

    @Override
    public Page frame(FrameVisit visit) {
        var language = visit.language();
        return new Page(in(language, "Echo board", "Echo-Tafel"), """
                <p>%s</p>
                <p><label for="text">%s</label> <input id="text" autocomplete="off"></p>
                <button data-action="send" data-from="text">%s</button>
                <button data-action="put" data-from="text">%s</button>
                <button data-action="close">%s</button>
                """.formatted(
                        visitor(visit),
                        in(language, "Your text", "Ihr Text"),
                        in(language, "Send", "Senden"),
                        in(language, "Put into the message box", "Ins Eingabefeld"),
                        in(language, "Close", "Schließen")));
    }

    /** The portal vouches for the person; dialog and button are claims of the browser: shown, escaped, never trusted. */
    private static String visitor(FrameVisit visit) {
        var person = in(visit.language(), "Person %d in dialog %s", "Person %d im Dialog %s")
                .formatted(visit.personId(), Page.escape(visit.dialogId()));
        return visit.buttonKey()
                .map(key -> person + in(visit.language(), ", by button ", ", über Schaltfläche ") + Page.escape(key))
                .orElse(person);
    }

    private static String in(String language, String english, String german) {
        return language.equals("de") ? german : english;
    }
}
