package io.portalbots.sandbox.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.messenger.Visibility.Place;
import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.Image;
import io.portalbots.sandbox.model.Person;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibilityTest {

    private static final int BOT = 62;
    private static final Person ADMIN = new Person(1, "Alice", "F", true, false, false, "en");
    private static final Person EMPLOYEE = new Person(2, "Bob", "M", false, false, false, "en");
    private static final List<Dialog> DIALOGS = List.of(
            new Dialog.WithPerson(),
            new Dialog.WithBot(BOT),
            new Dialog.WithBot(63),
            new Dialog.Group(),
            new Dialog.Lines(),
            new Dialog.Telephony());

    /** Columns: person, own bot, other bot, group, Open Channels, telephony; + shown, - not. */
    @ParameterizedTest
    @CsvSource({
        "all,   ++++++, ++++++",
        "user,  +-----, +-----",
        "chat,  ---+--, ---+--",
        "bot,   -+----, -+----",
        "lines, ----+-, ----+-",
        "call,  -----+, -----+",
        "moon,  ++++++, ++++++",
        "all-admin,   ++++++, ------",
        "user-admin,  +-----, ------",
        "chat-admin,  ---+--, ------",
        "bot-admin,   -+----, ------",
        "lines-admin, ----+-, ------",
        "call-admin,  -----+, ------"
    })
    void showsAnAppByItsContext(String context, String toAdmin, String toEmployee) {
        var app = app(context, false, true, false, false);

        assertThat(row(app, ADMIN)).isEqualTo(toAdmin);
        assertThat(row(app, EMPLOYEE)).isEqualTo(toEmployee);
    }

    @ParameterizedTest
    @CsvSource({
        // extranet viewer, connector viewer, icon, hidden, extranet support, livechat support
        "false, false, true,  false, false, false, PANEL",
        "false, false, false, false, false, false, MENU",
        "false, false, true,  true,  false, false, BUTTONS",
        "true,  false, true,  false, false, false, NOWHERE",
        "true,  false, true,  false, true,  false, PANEL",
        "true,  false, false, false, true,  false, BUTTONS",
        "false, true,  true,  false, false, false, NOWHERE",
        "false, true,  true,  false, false, true,  PANEL",
        "true,  true,  true,  false, true,  false, NOWHERE",
        "true,  true,  true,  false, true,  true,  PANEL",
        "true,  false, true,  true,  false, false, NOWHERE"
    })
    void filtersByAudienceAndPlacesByIcon(
            boolean extranet, boolean connector, boolean icon, boolean hidden, boolean e, boolean l, Place place) {
        var viewer = new Person(3, "Dora", "F", false, extranet, connector, "de");

        assertThat(Visibility.of(app("all", hidden, icon, e, l), viewer, new Dialog.Group()))
                .isEqualTo(place);
    }

    private static String row(ChatApp app, Person viewer) {
        return DIALOGS.stream()
                .map(dialog -> Visibility.of(app, viewer, dialog) == Place.PANEL ? "+" : "-")
                .reduce("", String::concat);
    }

    private static ChatApp app(String context, boolean hidden, boolean icon, boolean extranet, boolean livechat) {
        return new ChatApp(
                13,
                BOT,
                "help",
                "client",
                Optional.of(new ChatApp.Action.Js("SEND", "/help")),
                ChatApp.Action.Frame.NONE,
                "",
                context,
                hidden,
                extranet,
                livechat,
                icon ? Optional.of(new Image("image/png", "")) : Optional.empty(),
                List.of(new ChatApp.Phrase("en", "Help", "", "")));
    }
}
