package io.portalbots.store;

import io.portalbots.chat.EventDesk;
import io.portalbots.tenant.TenantId;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** Events of PostgreSQL, for people. */
public final class PgEventDesk implements EventDesk {

    private static final String LINE = """
            tenant_id, event_id, name, received_at,
            case when handled_at is not null then 'handled' when parked is not null then 'parked'
                 when holder is not null and claimed_until > now() then 'held' else 'waiting' end as stands,
            attempt, coalesce(case when handled_at is null then parked end, outcome, '') as said
            """;

    private static final String OF_ONE = """
            select LINE from event
            where tenant_id = $1 and (not $2 or (parked is not null and handled_at is null))
            order by event_id desc limit $3
            """.replace("LINE", LINE);

    private static final String PARKED = """
            select LINE from event where parked is not null and handled_at is null
            order by received_at desc limit $1
            """.replace("LINE", LINE);

    /** Among the newest numbers only, because no index goes by them alone. */
    private static final String NEWEST = """
            select LINE from event
            where event_id > pg_sequence_last_value(pg_get_serial_sequence('event', 'event_id')::regclass) - 10 * $1
            order by event_id desc limit $1
            """.replace("LINE", LINE);

    private static final String SHOW =
            "select LINE, dialog, message_id, body from event where event_id = $1".replace("LINE", LINE);

    private static final String ANSWERS = """
            select part, ordinal, state, message_id, coalesce(reason, '') from answer
            where tenant_id = $1 and event_id = $2 and ordinal > 0 order by written_at, part, ordinal
            """;

    private static final String REPLAY = """
            update event set parked = null, holder = null, claimed_until = now(), attempt = 0, fence = fence + 1
            where event_id = $1 and parked is not null and handled_at is null
            """;

    private static final String DISCARD = """
            update event set handled_at = now(), outcome = 'discarded: ' || parked, fence = fence + 1
            where event_id = $1 and parked is not null and handled_at is null
            """;

    private final Sql sql;

    public PgEventDesk(Pool pool) {
        this.sql = new Sql(pool);
    }

    @Override
    public List<Line> list(Optional<TenantId> tenant, boolean parked, int most) {
        if (tenant.isPresent()) {
            return sql.list(PgEventDesk::line, OF_ONE, tenant.get().toString(), parked, most);
        }
        return sql.list(PgEventDesk::line, parked ? PARKED : NEWEST, most);
    }

    private static Line line(Row row) {
        return new Line(
                TenantId.parse(row.getString(0)),
                row.getLong(1),
                row.getString(2),
                row.getOffsetDateTime(3).toInstant(),
                row.getString(4),
                row.getInteger(5),
                row.getString(6));
    }

    @Override
    public Optional<Whole> show(long id) {
        return sql.first(PgEventDesk::whole, SHOW, id);
    }

    private static Whole whole(Row row) {
        return new Whole(
                line(row),
                row.getString(7),
                row.getLong(8),
                Optional.ofNullable(row.getBuffer(9)).map(Buffer::getBytes));
    }

    @Override
    public List<Said> answers(Line line) {
        return sql.list(
                row -> new Said(
                        row.getString(0),
                        row.getInteger(1),
                        row.getString(2),
                        Optional.ofNullable(row.getLong(3)),
                        row.getString(4)),
                ANSWERS,
                line.tenant().toString(),
                line.id());
    }

    @Override
    public boolean replay(long id) {
        return sql.change(REPLAY, id) > 0;
    }

    @Override
    public boolean discard(long id) {
        return sql.change(DISCARD, id) > 0;
    }
}
