package io.portalbots.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.EventLog.Arrived;
import io.portalbots.chat.Inbox.Kept;
import io.portalbots.chat.Messenger.Content;
import io.portalbots.chat.Messenger.KeyButton;
import io.portalbots.chat.Messenger.Press;
import io.portalbots.chat.Outbox.Known;
import io.portalbots.chat.Outbox.Line;
import io.portalbots.chat.Outbox.OverException;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of answers, against a real PostgreSQL. */
class OutboxTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.pool(VERTX);
    private static final Keys KEYS = TestDatabase.keys();
    private static final TenantId ACME = new TenantId("test", "a".repeat(32));

    private final PgInbox inbox = new PgInbox(POOL, "here");
    private final PgOutbox outbox = new PgOutbox(POOL);
    private Kept event;

    @BeforeEach
    void keep() {
        sql("delete from event; delete from tenant");
        new TestTenants(POOL, KEYS).install(ACME, "acme", Duration.ofHours(1));
        var log = new PgEventLog(POOL, "here", new ChatMetrics(new SimpleMeterRegistry()));
        event = TestEvents.claimed(log, new Arrived(ACME, "E", "E|1", "17", 1, "event=E".getBytes(UTF_8)))
                .orElseThrow();
    }

    @AfterAll
    static void disconnect() {
        POOL.close().await();
        VERTX.close().await();
    }

    @Test
    void knowsWhatThePortalHasWhatItHasNotAndWhatNobodyKnows() {
        assertThat(write(1)).isEqualTo(new Known.New());
        assertThat(write(2)).isEqualTo(new Known.New());
        assertThat(write(3)).isEqualTo(new Known.New());
        outbox.sent(line(1), OptionalLong.of(90212));
        outbox.unsent(line(2), "BOT_ID_ERROR");

        assertThat(write(1)).isEqualTo(new Known.Sent(OptionalLong.of(90212)));
        assertThat(write(2)).isEqualTo(new Known.New());
        assertThat(write(3)).isEqualTo(new Known.Unknown());
        assertThat(write(3)).isEqualTo(new Known.Unknown());
        outbox.sent(line(3), OptionalLong.empty());
        assertThat(write(3)).isEqualTo(new Known.Sent(OptionalLong.empty()));
    }

    @Test
    void letsNobodySpeakWhoLostTheEventOrIsDoneWithIt() {
        sql("update event set claimed_until = now() - interval '1 second'");
        var again = inbox.claim(10, 10, Set.of()).getFirst();

        assertThatThrownBy(() -> write(1)).isInstanceOf(OverException.class).hasMessageContaining("somebody else");
        event = again;
        assertThat(write(1)).isEqualTo(new Known.New());
        inbox.handled(again, "done");
        assertThatThrownBy(() -> write(2)).isInstanceOf(OverException.class);
    }

    @Test
    void remembersThePartsThatAreDoneWith() {
        outbox.finish(event, "bot 62");
        outbox.finish(event, "bot 62");
        write(1);

        assertThat(outbox.finished(event)).containsExactly("bot 62");
    }

    @Test
    void forgetsWhatWasSaidWithWhatWasWrittenToIt() {
        write(1);
        inbox.handled(event, "done");
        sql("update event set handled_at = now() - interval '2 days'");
        assertThat(said()).isEqualTo(1);

        inbox.purge(Duration.ofDays(1));

        assertThat(count("text is null and keyboard is null and menu is null")).isEqualTo(1);
    }

    private Known write(int nth) {
        var keys = List.of(new KeyButton("Help", false, new Press.Client("SEND", "/help")));
        var menu = List.of(new KeyButton("Mu\0te", false, new Press.Command("mute", "")));
        return outbox.write(line(nth), new Content("he\0llo", keys, Optional.of(menu)));
    }

    private Line line(int nth) {
        return new Line(event, "bot 62", nth);
    }

    private static long said() {
        return count("text = 'hello' and keyboard like '%/help%' and menu like '%Mute%mute%'");
    }

    private static long count(String where) {
        return POOL.query("select count(*) from answer where " + where)
                .execute()
                .await()
                .iterator()
                .next()
                .getLong(0);
    }

    private static void sql(String statement) {
        POOL.query(statement).execute().await();
    }
}
