package io.portalbots.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The scan of an event's bytes finds what reading all its fields finds, and stores what may be stored. */
class EventScanProperties {

    private static final List<String> NAMES = List.of(
            "event",
            "ts",
            "auth[member_id]",
            "auth[application_token]",
            "auth[access_token]",
            "data[BOT][62][BOT_ID]",
            "data[BOT][62][access_token]",
            "data[BOT][62][refresh_token]",
            "data[BOT][62][AUTH][refresh_token]",
            "data[BOT][007][x",
            "data[BOT][7]",
            "data[BOT][][a]",
            "data[BOT][1234567890123456789][a]",
            "data[BOT][70][\n]",
            "data[BOT][\u0000 70][]".replace(" ", ""),
            "data[COMMAND][8][COMMAND_CONTEXT]",
            "data[COMMAND][9][COMMAND_CONTEXT]",
            "data[COMMAND][9][access_token][x]",
            "data[COMMAND][9][COMMAND_PARAMS]",
            "data[COMMAND][9][BOT_ID]",
            "data[COMMAND][8][BOT_ID]",
            "data[USER][ID]",
            "data[BOT_ID]",
            "data[PARAMS][MESSAGE_ID]",
            "data[PARAMS][DIALOG_ID]",
            "data[PARAMS][MESSAGE]",
            "even\u0000t",
            "[AUTH]",
            "_token]",
            "\u00e4[COMMAND_CONTEXT]");
    private static final List<String> VALUES = List.of(
            "",
            "1",
            "62",
            "TEXTAREA",
            "KEYBOARD",
            "ONIMBOTMESSAGEADD",
            "chat441",
            "a&b=c+d%",
            "\u0000",
            "\u00e4\u20ac",
            "7\u00007");

    @Example
    void findsWhatDocumentedEventsSay() {
        Stream.of(
                        DocumentedEvents.messageAdded(),
                        DocumentedEvents.commandAdded(),
                        DocumentedEvents.joinedGroup(),
                        DocumentedEvents.botDeleted())
                .forEach(fields -> findsTheSame(DocumentedEvents.bytes(fields)));
    }

    @Property(tries = 3000)
    void findsWhatReadingFinds(@ForAll long seed) {
        findsTheSame(form(new Random(seed)));
    }

    @Property
    void findsItInAnyBytes(@ForAll byte[] form) {
        findsTheSame(form);
    }

    private static void findsTheSame(byte[] form) {
        var fields = new EventFields(Form.fields(form));
        var scan = EventScan.of(form);

        assertThat(scan.dedupe()).as(new String(form, ISO_8859_1)).isEqualTo(fields.dedupe());
        assertThat(scan.name()).isEqualTo(fields.text("event"));
        assertThat(scan.memberId()).isEqualTo(fields.text("auth[member_id]"));
        assertThat(scan.applicationToken()).isEqualTo(fields.text("auth[application_token]"));
        assertThat(scan.orderedIn()).isEqualTo(EventScan.clipped(fields.orderedIn()));
        assertThat(scan.provesBot()).isEqualTo(fields.provesBot());
        assertThat(Form.fields(scan.stored())).isEqualTo(fields.withoutTokens());
    }

    private static byte[] form(Random random) {
        return random.ints(random.nextInt(30))
                .mapToObj(any -> URLEncoder.encode(NAMES.get(random.nextInt(NAMES.size())), UTF_8) + "="
                        + URLEncoder.encode(VALUES.get(random.nextInt(VALUES.size())), UTF_8))
                .map(field -> random.nextInt(4) == 0 ? field.replace("%5B", "[").replace("%5D", "]") : field)
                .collect(Collectors.joining("&"))
                .getBytes(ISO_8859_1);
    }
}
