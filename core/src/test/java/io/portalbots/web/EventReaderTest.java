package io.portalbots.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.chat.PortalEvent;
import io.portalbots.spi.Arrival;
import io.portalbots.spi.CommandCall;
import io.portalbots.spi.Dialog;
import io.portalbots.spi.Message;
import io.portalbots.spi.Person;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventReaderTest {

    private static final Person DANA = new Person(17, "Dana Reyes", "en");
    private static final Dialog PRIVATE = new Dialog("17", Dialog.Kind.PRIVATE);

    @Test
    void readsAMessage() {
        assertThat(EventReader.read(DocumentedEvents.messageAdded()))
                .isEqualTo(
                        new PortalEvent.MessageAdded(List.of(62L), new Message(90210, "hello there", DANA, PRIVATE)));
    }

    @Test
    void readsEveryBotAMessageMentions() {
        var fields = DocumentedEvents.messageAdded();
        fields.put("data[BOT][70][BOT_ID]", "70");

        assertThat(((PortalEvent.MessageAdded) EventReader.read(fields)).bots()).containsExactly(62L, 70L);
    }

    @ParameterizedTest
    @CsvSource({"TEXTAREA, TYPED", "KEYBOARD, KEYBOARD", "MENU, MENU", "'', TYPED"})
    void readsACommandAndWhereItCameFrom(String context, CommandCall.Source source) {
        var fields = DocumentedEvents.commandAdded();
        fields.put("data[COMMAND][8][COMMAND_CONTEXT]", context);

        assertThat(EventReader.read(fields))
                .isEqualTo(new PortalEvent.CommandsAdded(
                        List.of(new PortalEvent.CommandsAdded.Run(
                                62, 8, new CommandCall("help", "billing", 90211, source, DANA, PRIVATE))),
                        false));
    }

    @Test
    void readsThatABotJoined() {
        assertThat(EventReader.read(DocumentedEvents.joinedGroup()))
                .isEqualTo(new PortalEvent.JoinedChat(
                        List.of(62L),
                        new Arrival(new Person(19, "Kim Extern", "de"), new Dialog("chat441", Dialog.Kind.GROUP)),
                        true));
    }

    @Test
    void readsThatABotWasDeleted() {
        assertThat(EventReader.read(DocumentedEvents.botDeleted())).isEqualTo(new PortalEvent.BotDeleted(62));
    }

    @Test
    void letsOtherEventsBe() {
        assertThat(EventReader.read(Map.of("event", "ONIMBOTMESSAGEUPDATE")))
                .isEqualTo(new PortalEvent.Other("ONIMBOTMESSAGEUPDATE"));
        assertThat(EventReader.read(Map.of())).isEqualTo(new PortalEvent.Other(""));
    }

    @ParameterizedTest
    @CsvSource({"P, PRIVATE", "C, GROUP", "O, GROUP", "L, LINES", "S, OTHER", "X, OTHER"})
    void knowsTheKindsOfChats(String type, Dialog.Kind kind) {
        var fields = DocumentedEvents.messageAdded();
        fields.put("data[PARAMS][CHAT_TYPE]", type);

        var added = (PortalEvent.MessageAdded) EventReader.read(fields);

        assertThat(added.message().dialog().kind()).isEqualTo(kind);
    }

    @Test
    void namesTheFieldThatIsNoNumber() {
        var fields = DocumentedEvents.messageAdded();
        fields.put("data[PARAMS][MESSAGE_ID]", "many");

        assertThatThrownBy(() -> EventReader.read(fields))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the event's data[PARAMS][MESSAGE_ID] is no number but 'many'");
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void readsTheSameFromWhatIsStoredAsFromWhatCame(Map<String, String> fields) {
        var stored = Form.fields(EventScan.of(DocumentedEvents.bytes(fields)).stored());

        var tokens = fields.entrySet().stream()
                .filter(field -> field.getKey().contains("token"))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(tokens).isNotEmpty().noneMatch(stored::containsValue);
        assertThat(EventReader.read(stored)).isEqualTo(EventReader.read(fields));
    }

    static Stream<Map<String, String>> everyEvent() {
        return Stream.of(
                DocumentedEvents.messageAdded(),
                DocumentedEvents.commandAdded(),
                DocumentedEvents.joinedGroup(),
                DocumentedEvents.botDeleted());
    }
}
