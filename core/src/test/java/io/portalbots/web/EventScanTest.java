package io.portalbots.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventScanTest {

    private static EventScan scan(String form) {
        return EventScan.of(form.getBytes(UTF_8));
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
    void ordersNoPressByTheMessageOfItsButton() {
        var command = "data[PARAMS][MESSAGE_ID]=90210&data[COMMAND][8][COMMAND_CONTEXT]=";

        assertThat(scan(command + "TEXTAREA").messageId()).isEqualTo(90210);
        assertThat(scan(command + "KEYBOARD").messageId()).isZero();
    }

    @Test
    void makesShortKeysOfLongOnes() {
        var one = scan("event=E&ts=" + "1".repeat(5000));
        var other = scan("event=E&ts=" + "1".repeat(5000) + "2");

        assertThat(one.dedupe()).hasSize(64).isNotEqualTo(other.dedupe());
        assertThat(one.dedupe())
                .isEqualTo(scan("event=E&ts=" + "1".repeat(5000)).dedupe());
    }
}
