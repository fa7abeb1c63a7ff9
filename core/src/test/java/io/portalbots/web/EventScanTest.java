package io.portalbots.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventScanTest {

    private static EventScan scan(String form) {
        return EventScan.of(form.getBytes(UTF_8));
    }

    private static EventScan scan(Map<String, String> fields) {
        return EventScan.of(DocumentedEvents.bytes(fields));
    }

    private static String dedupe(Map<String, String> fields) {
        return scan(fields).dedupe();
    }

    private static Map<String, String> pressedAt(String time) {
        return pressedAt(time, "KEYBOARD");
    }

    private static Map<String, String> pressedAt(String time, String context) {
        var fields = DocumentedEvents.commandAdded();
        fields.put("data[COMMAND][8][COMMAND_CONTEXT]", context);
        fields.put("ts", time);
        return fields;
    }

    @Test
    void storesTheBodyAsItCameWithoutTokens() {
        var scan = scan("event=E&auth[access_token]=t&data%5BBOT%5D%5B62%5D%5Brefresh_token%5D=t"
                + "&data[BOT][62][AUTH][domain]=acme&data[PARAMS][MESSAGE]=a+b%21&ts=1&auth[domain]=acme");

        assertThat(scan.stored()).asString(UTF_8).isEqualTo("event=E&data[PARAMS][MESSAGE]=a+b%21&ts=1");
        assertThat(scan.provesBot()).isTrue();
    }

    @Test
    void ordersMessagesOfADialogByTheirNumbers() {
        assertThat(scan("data[PARAMS][MESSAGE_ID]=90210").messageId()).isEqualTo(90210);
        assertThat(scan("data[PARAMS][MESSAGE_ID]=many").messageId()).isZero();
        assertThat(scan("data[PARAMS][MESSAGE_ID]=" + "9".repeat(19)).messageId())
                .isZero();
    }

    @Test
    void ordersNoPressByTheMessageOfItsButtonOrMenu() {
        var command = "data[PARAMS][MESSAGE_ID]=90210&data[COMMAND][8][COMMAND_CONTEXT]=";

        assertThat(scan(command + "TEXTAREA").messageId()).isEqualTo(90210);
        assertThat(scan(command + "KEYBOARD").messageId()).isZero();
        assertThat(scan(command + "MENU").messageId()).isZero();
    }

    @Test
    void ordersWhatIsOfOneBotInOneDialog() {
        assertThat(scan(DocumentedEvents.messageAdded()).orderedIn()).isEqualTo("17@62");
        assertThat(scan(DocumentedEvents.commandAdded()).orderedIn()).isEqualTo("17@62");
        assertThat(scan(DocumentedEvents.joinedGroup()).orderedIn()).isEqualTo("chat441@62");
        assertThat(scan(DocumentedEvents.botDeleted()).orderedIn()).isEmpty();
    }

    @Test
    void takesACopyForTheSameEventThoughItsTokensDiffer() {
        var copy = DocumentedEvents.messageAdded();
        copy.put("auth[access_token]", "another");
        copy.put("ts", "1760000099");

        assertThat(dedupe(copy)).isEqualTo(dedupe(DocumentedEvents.messageAdded()));
    }

    @Test
    void tellsMessagesBotsAndEventsApart() {
        var other = DocumentedEvents.messageAdded();
        other.put("data[PARAMS][MESSAGE_ID]", "90211");
        var mentioned = DocumentedEvents.messageAdded();
        mentioned.put("data[BOT][70][BOT_ID]", "70");

        assertThat(Stream.of(
                                DocumentedEvents.messageAdded(),
                                other,
                                mentioned,
                                DocumentedEvents.commandAdded(),
                                DocumentedEvents.joinedGroup(),
                                DocumentedEvents.botDeleted())
                        .map(EventScanTest::dedupe))
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsRemovalsOfTwoInstallationsWithinASecondApart() {
        var first = Map.of("event", "ONAPPUNINSTALL", "ts", "1760000010", "auth[application_token]", "first");
        var second = Map.of("event", "ONAPPUNINSTALL", "ts", "1760000010", "auth[application_token]", "second");

        assertThat(dedupe(first)).isNotEqualTo(dedupe(second)).doesNotContain("first");
        assertThat(dedupe(first)).isEqualTo(dedupe(Map.copyOf(first)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEYBOARD", "MENU"})
    void tellsTwoPressesOfOneButtonApartButNotACopyOfOne(String context) {
        var press = pressedAt("1760000010", context);

        assertThat(dedupe(pressedAt("1760000010", context))).isEqualTo(dedupe(press));
        assertThat(dedupe(pressedAt("1760000011", context))).isNotEqualTo(dedupe(press));
    }

    @Test
    void keepsNothingOfWhatAPressSays() {
        assertThat(DocumentedEvents.commandAdded()).containsValue("billing");

        assertThat(dedupe(pressedAt("1760000010"))).doesNotContain("billing").endsWith("|17|DJXH7OHOGpdQJ17xxtetaw");
    }

    @Test
    void tellsApartWhoPressesWhatInTheSameSecond() {
        var press = pressedAt("1760000010");
        var ofAnother = new TreeMap<>(press);
        ofAnother.put("data[USER][ID]", "18");
        var another = new TreeMap<>(press);
        another.replaceAll((name, value) -> name.endsWith("[COMMAND_PARAMS]") ? "7 soup" : value);

        assertThat(Stream.of(press, ofAnother, another).map(EventScanTest::dedupe))
                .doesNotHaveDuplicates();
    }

    @Test
    void makesShortKeysOfLongOnes() {
        var one = scan("event=E&ts=" + "1".repeat(5000));
        var other = scan("event=E&ts=" + "1".repeat(5000) + "2");

        assertThat(one.dedupe()).hasSize(22).isNotEqualTo(other.dedupe());
        assertThat(one.dedupe())
                .isEqualTo(scan("event=E&ts=" + "1".repeat(5000)).dedupe());
    }
}
