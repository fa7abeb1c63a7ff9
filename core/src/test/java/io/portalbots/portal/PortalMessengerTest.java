package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.chat.Messenger.Answers;
import io.portalbots.chat.Messenger.Content;
import io.portalbots.chat.Messenger.KeyButton;
import io.portalbots.chat.Messenger.Place;
import io.portalbots.chat.Messenger.Posted;
import io.portalbots.chat.Messenger.Press;
import io.portalbots.spi.ChatException;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.PortalUnavailableException.Kind;
import io.portalbots.tenant.Tenant;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortalMessengerTest {

    private static final Place DIALOG = new Place(62, "17", Optional.empty());
    private static final Place COMMAND = new Place(62, "17", Optional.of(new Answers(8, 90211)));
    private static final KeyButton HELP = new KeyButton("Help", false, new Press.Client("SEND", "/help"));
    private static final KeyButton VOTE = new KeyButton("No", true, new Press.Command("vote", "7 no"));
    private static final Content HELLO = new Content("hello", List.of());

    private final Vertx vertx = Vertx.vertx();
    private final Recorder portal = new Recorder(vertx);
    private final Tenant acme = TenantRestTest.acme(portal);
    private final PortalMessenger messenger = new PortalMessenger(TenantRestTest.rest(vertx, new GivenTokens()));

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void tellsTheNumberOfWhatItPosted() {
        portal.answers(200, "{\"result\": 90213}");

        assertThat(messenger.post(acme, DIALOG, new Content("hello", List.of(HELP))))
                .isEqualTo(new Posted.There(OptionalLong.of(90213)));
        assertThat(methods()).containsExactly("/rest/imbot.message.add.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"result\": true}", "{\"error\": \"COMMAND_ID_ERROR\"}"})
    void addsAMessageWhereACommandCouldNotBeAnswered(String answer) {
        portal.answers(200, answer).answers(200, "{\"result\": 90213}");

        assertThat(messenger.post(acme, COMMAND, HELLO)).isEqualTo(new Posted.There(OptionalLong.of(90213)));
        assertThat(methods()).containsExactly("/rest/imbot.command.answer.json", "/rest/imbot.message.add.json");
    }

    @Test
    void tellsWhyThePortalDoesNotWantAMessage() {
        portal.answers(400, "{\"error\": \"DIALOG_ID_EMPTY\"}");

        assertThat(messenger.post(acme, DIALOG, HELLO)).isEqualTo(new Posted.Refused("DIALOG_ID_EMPTY"));
    }

    @Test
    void sendsNoKeyboardOrMenuThatIsTooLarge() {
        var keys = Collections.nCopies(500, HELP);
        var menu = new Content("hello", List.of(), Optional.of(Collections.nCopies(600, HELP)));

        assertThatThrownBy(() -> messenger.post(acme, DIALOG, new Content("hello", keys)))
                .isInstanceOf(ChatException.class)
                .hasMessageMatching("the keyboard has \\d{5} bytes, and no more than 30000 are sent");
        assertThatThrownBy(() -> messenger.post(acme, DIALOG, menu))
                .isInstanceOf(ChatException.class)
                .hasMessageMatching("the menu has \\d{5} bytes, and no more than 30000 are sent");
        assertThatThrownBy(() -> messenger.edit(acme, 62, 90213, menu)).isInstanceOf(ChatException.class);
        assertThat(portal.calls()).isEmpty();
    }

    @Test
    void givesAMessageItsButtonsAndItsMenuAlsoWhereItAnswersACommand() {
        portal.answers(200, "{\"result\": true}").answers(200, "{\"result\": 90213}");

        messenger.post(acme, COMMAND, new Content("hello", List.of(HELP, VOTE), Optional.of(List.of(HELP, VOTE))));

        assertThat(portal.calls()).hasSize(2).allSatisfy(call -> {
            assertThat(call.json().getJsonObject("KEYBOARD")).isEqualTo(new JsonObject("""
                    {"BOT_ID": 62, "BUTTONS": [
                        {"TEXT": "Help", "ACTION": "SEND", "ACTION_VALUE": "/help", "DISPLAY": "LINE"},
                        {"TYPE": "NEWLINE"},
                        {"TEXT": "No", "COMMAND": "vote", "COMMAND_PARAMS": "7 no", "DISPLAY": "LINE"}]}"""));
            assertThat(call.json().getJsonObject("MENU")).isEqualTo(new JsonObject("""
                    {"BOT_ID": 62, "ITEMS": [
                        {"TEXT": "Help", "ACTION": "SEND", "ACTION_VALUE": "/help"},
                        {"TEXT": "No", "COMMAND": "vote", "COMMAND_PARAMS": "7 no"}]}"""));
        });
    }

    @Test
    void takesTheMenuOfAMessageAwayOnlyWhenToldSo() {
        portal.answers(200, "{\"result\": true}");

        messenger.edit(acme, 62, 90213, HELLO);
        messenger.edit(acme, 62, 90213, new Content("hello", List.of(), Optional.of(List.of())));
        messenger.post(acme, DIALOG, new Content("hello", List.of(), Optional.of(List.of())));

        assertThat(portal.calls())
                .extracting(call -> call.json().getValue("MENU"))
                .containsExactly(null, "N", null);
        assertThat(portal.calls())
                .extracting(call -> call.json().getValue("KEYBOARD"))
                .containsExactly("N", "N", null);
    }

    @Test
    void knowsThatABusyPortalDidNothing() {
        portal.answers(503, "{\"error\": \"QUERY_LIMIT_EXCEEDED\"}");

        assertThatThrownBy(() -> messenger.post(acme, DIALOG, HELLO))
                .isInstanceOfSatisfying(
                        PortalUnavailableException.class,
                        silence -> assertThat(silence.kind()).isEqualTo(Kind.BUSY));
    }

    private List<String> methods() {
        return portal.calls().stream().map(Recorder.Call::path).toList();
    }
}
