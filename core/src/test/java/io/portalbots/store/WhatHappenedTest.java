package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.tenant.Audit;
import io.portalbots.tenant.Audit.Kind;
import io.portalbots.tenant.AuditTrail;
import io.portalbots.tenant.Exchange;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The security log and the exchanges with portals, in a real PostgreSQL. */
class WhatHappenedTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.pool(VERTX);
    private static int members;

    private final TenantId id = new TenantId("app", "%032x".formatted(++members));
    private final AtomicLong nanos = new AtomicLong();
    private final PgAudit audit = new PgAudit(POOL, nanos::get);
    private final AtomicLong dropped = new AtomicLong();
    private final PgExchanges exchanges = new PgExchanges(POOL, 3, dropped::addAndGet);

    @AfterAll
    static void disconnect() {
        POOL.close().await();
        VERTX.close().await();
    }

    @ParameterizedTest
    @EnumSource
    void keepsEveryKindOfDeed(Kind kind) {
        var line = Audit.Line.of(kind, id, "operator", "because");

        audit.note(line);

        assertThat(audit.last(id, 10)).extracting(AuditTrail.Entry::line).containsExactly(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit set said = ''", "delete from audit", "truncate audit"})
    void isOnlyAppendedTo(String statement) {
        audit.note(Audit.Line.of(Kind.INSTALLED, id, "portal", ""));

        assertThatThrownBy(() -> POOL.query(statement).execute().await()).hasMessageContaining("only appended to");
    }

    @Test
    void takesFromStrangersSixtyLinesAMinute() {
        for (var i = 0; i < 200; i++) {
            audit.note(Audit.Line.of(Kind.EVENT_REJECTED, id, "portal", "wrong token"));
        }
        audit.note(Audit.Line.of(Kind.SUSPENDED, id, "operator", ""));
        assertThat(audit.last(id, 1000)).hasSize(61);

        nanos.set(Duration.ofMinutes(1).toNanos());
        audit.note(Audit.Line.of(Kind.EVENT_REJECTED, id, "portal", "wrong token"));

        assertThat(audit.last(id, 1000)).hasSize(62);
    }

    @Test
    void keepsWhatStrangersSayShortAndOnOneLine() {
        audit.note(new Audit.Line(Kind.CLAIM_REJECTED, id.toString(), "portal", "a\r\nb" + "x".repeat(5000)));

        var said = audit.last(id, 1).get(0).line().said();

        assertThat(said).startsWith("a bx").hasSize(300);
    }

    @Test
    void remembersExchangesNewestFirst() {
        var first = exchange("imbot.register", Instant.now().minusSeconds(60));
        var second = exchange("imbot.app.register", Instant.now());

        exchanges.happened(first);
        exchanges.happened(second);
        exchanges.flush();

        assertThat(exchanges.last(id, 10)).containsExactly(second, first);
        assertThat(exchanges.last(id, 1)).containsExactly(second);
    }

    @Test
    void dropsAndCountsWhatItHasNoRoomFor() {
        for (var i = 0; i < 5; i++) {
            exchanges.happened(exchange("profile", Instant.now()));
        }
        exchanges.flush();

        assertThat(exchanges.last(id, 10)).hasSize(3);
        assertThat(dropped).hasValue(2);
    }

    @Test
    void forgetsAfterThreeDaysAndWithTheTenant() {
        exchanges.happened(exchange("old", Instant.now().minus(Duration.ofHours(73))));
        exchanges.happened(exchange("new", Instant.now().minus(Duration.ofHours(71))));
        exchanges.flush();

        exchanges.purge();
        assertThat(exchanges.last(id, 10)).extracting(Exchange::method).containsExactly("new");

        exchanges.happened(exchange("newer", Instant.now()));
        exchanges.forget(id);
        assertThat(exchanges.last(id, 10)).isEmpty();
    }

    private Exchange exchange(String method, Instant at) {
        return new Exchange(
                id,
                at.truncatedTo(ChronoUnit.MILLIS),
                method,
                "reconcile",
                Map.of("CODE", "echo"),
                "ok",
                Duration.ofMillis(12));
    }
}
