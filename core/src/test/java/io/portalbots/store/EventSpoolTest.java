package io.portalbots.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.chat.EventLog.Arrived;
import io.portalbots.chat.SpoolMetrics;
import io.portalbots.chat.UncheckedEvents.Unchecked;
import io.portalbots.store.FaultyFile.Disk;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventSpoolTest {

    private static final TenantId ACME = new TenantId("test", "a".repeat(32));
    private static final Keys KEYS = TestDatabase.keys();
    private static final long PLENTY = 1 << 20;

    @TempDir
    private Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Disk disk = new Disk();

    private EventSpool open() {
        return open(PLENTY);
    }

    private EventSpool open(long most) {
        return new EventSpool(folder, most, KEYS, new SpoolMetrics(meters), disk);
    }

    private static Arrived event(int number) {
        return new Arrived(ACME, "E", "k" + number, "chat7", number, ("event=E&n=" + number).getBytes(UTF_8));
    }

    private static void keep(EventSpool spool, int from, int to) {
        IntStream.range(from, to).forEach(number -> spool.keep(event(number)).await());
    }

    private static List<String> first(EventSpool spool) {
        return spool.first(100).await().stream().map(EventSpoolTest::said).toList();
    }

    private static String said(Spooled spooled) {
        return switch (spooled) {
            case Spooled.Right right -> right.event().dedupe();
            case Spooled.Unknown unknown ->
                unknown.event() + ": " + new String(unknown.event().body(), UTF_8);
            case Spooled.Unreadable unreadable -> unreadable.why();
        };
    }

    private static List<String> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> "k" + number).toList();
    }

    @Test
    void givesBackWhatItGotInItsOrder() {
        try (var spool = open()) {
            keep(spool, 0, 3);

            assertThat(spool.first(2).await())
                    .usingRecursiveComparison()
                    .isEqualTo(List.of(new Spooled.Right(event(0)), new Spooled.Right(event(1))));
            assertThat(first(spool)).isEqualTo(keys(0, 3));
            spool.done(2).await();
            assertThat(first(spool)).isEqualTo(keys(2, 3));
            assertThat(spool.isEmpty()).isFalse();
            spool.done(1).await();
            assertThat(spool.isEmpty()).isTrue();
            assertThat(folder).isEmptyDirectory();
            assertThat(spool.bytes()).isZero();
        }
    }

    @Test
    void givesItToTheNextProcessToo() {
        try (var spool = open()) {
            keep(spool, 0, 3);
        }
        try (var spool = open()) {
            assertThat(spool.isEmpty()).isFalse();
            keep(spool, 3, 5);
            assertThat(first(spool)).isEqualTo(keys(0, 5));
            spool.done(5).await();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void forcesTogetherWhatComesTogether() {
        try (var spool = open()) {
            var kept = IntStream.range(0, 2000)
                    .mapToObj(number -> spool.keep(event(number)))
                    .toList();

            Future.all(kept).await();
            assertThat(spool.first(5000).await()).hasSize(2000);
        }
    }

    @Test
    void cutsAnEndThatIsNotWhole() throws IOException {
        try (var spool = open()) {
            keep(spool, 0, 3);
        }
        try (var file = new RandomAccessFile(onlyFile().toFile(), "rw")) {
            file.setLength(file.length() - 5);
        }
        try (var spool = open()) {
            assertThat(first(spool)).isEqualTo(keys(0, 2));
            assertThat(meters.counter("portalbots.event.spool.cuts").count()).isEqualTo(1);
        }
    }

    @Test
    void cutsWhatIsNotWhatWasWritten() throws IOException {
        try (var spool = open()) {
            keep(spool, 0, 3);
        }
        var bytes = Files.readAllBytes(onlyFile());
        bytes[bytes.length - 3] ^= 1;
        Files.write(onlyFile(), bytes);
        try (var spool = open()) {
            assertThat(first(spool)).isEqualTo(keys(0, 2));
            keep(spool, 7, 8);
        }
        try (var spool = open()) {
            assertThat(first(spool)).containsExactly("k0", "k1", "k7");
            assertThat(meters.counter("portalbots.event.spool.cuts").count()).isEqualTo(1);
        }
    }

    @Test
    void refusesWhatIsBeyondItsLimitAndTakesMoreOnceThereIsRoom() {
        try (var spool = open(200)) {
            keep(spool, 0, 1);
            assertThatThrownBy(() -> keep(spool, 1, 3)).hasMessageContaining("200 bytes");
            var kept = spool.first(9).await().size();

            spool.done(kept).await();
            keep(spool, 5, 6);
            assertThat(first(spool)).isEqualTo(keys(5, 6));
        }
    }

    @Test
    void losesNothingThatItConfirmedWhenTheDiskIsFull() {
        var confirmed = new ArrayList<String>();
        try (var spool = open()) {
            disk.room.set(1000);
            for (var number = 0; number < 40; number++) {
                var key = "k" + number;
                spool.keep(event(number))
                        .onSuccess(any -> confirmed.add(key))
                        .otherwiseEmpty()
                        .await();
            }
            assertThat(confirmed).hasSizeBetween(5, 39);
            disk.room.set(Long.MAX_VALUE);
            keep(spool, 100, 101);
            confirmed.add("k100");
            assertThat(first(spool)).isEqualTo(confirmed);
        }
        try (var spool = open()) {
            assertThat(first(spool)).isEqualTo(confirmed);
        }
    }

    @Test
    void confirmsNothingThatWasNotForced() {
        try (var spool = open()) {
            keep(spool, 0, 1);
            disk.forceFails = true;
            assertThatThrownBy(() -> keep(spool, 1, 2)).hasMessage("Input/output error");
            disk.forceFails = false;
            keep(spool, 2, 3);

            assertThat(first(spool)).containsExactly("k0", "k2");
        }
    }

    @Test
    void givesBackWhatNobodyCheckedInItsPlaceAndSealsItOnTheDisk() throws IOException {
        try (var spool = open()) {
            keep(spool, 0, 1);
            spool.keep(unchecked("auth[refresh_token]=s3cret")).await();
            keep(spool, 1, 2);
        }
        assertThat(Files.readString(onlyFile(), ISO_8859_1)).contains("k0").doesNotContain("s3cret");
        try (var spool = open()) {
            assertThat(first(spool))
                    .containsExactly("k0", "an event for test from 192.0.2.7: auth[refresh_token]=s3cret", "k1");
        }
    }

    @Test
    void saysOfWhatItCannotOpenThatItCannotAndGoesOn() {
        try (var spool = open()) {
            spool.keep(unchecked("a=1")).await();
            keep(spool, 0, 1);
        }
        try (var spool = new EventSpool(folder, PLENTY, TestDatabase.keys(), new SpoolMetrics(meters))) {
            assertThat(first(spool))
                    .containsExactly("cannot open spool|test|192.0.2.7: wrong key file, or not its row", "k0");
        }
    }

    @Test
    void givesAQuarterToWhatNobodyCheckedAndNotMore() {
        var large = unchecked("a".repeat(1000));
        try (var spool = open(10_000)) {
            spool.keep(large).await();
            spool.keep(large).await();
            assertThatThrownBy(() -> spool.keep(large).await()).hasMessageContaining("2500 bytes of unchecked events");
            keep(spool, 0, 20);
        }
        try (var spool = open(10_000)) {
            assertThatThrownBy(() -> spool.keep(large).await()).hasMessageContaining("2500 bytes of unchecked events");
            spool.done(22).await();
            spool.keep(large).await();
        }
    }

    private static Unchecked unchecked(String body) {
        return new Unchecked("test", "192.0.2.7", body.getBytes(UTF_8));
    }

    private Path onlyFile() throws IOException {
        try (var files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }
}
