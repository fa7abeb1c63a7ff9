package io.portalbots.store;

import io.portalbots.chat.Inbox;
import io.portalbots.tenant.TenantId;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events in PostgreSQL. */
public final class PgInbox implements Inbox {

    private final Sql sql;

    public PgInbox(Pool pool) {
        this.sql = new Sql(pool);
    }

    @Override
    public Optional<Kept> keep(TenantId tenant, String dedupe, Map<String, String> fields) {
        return sql.first(PgInbox::kept, """
                insert into event (tenant_id, dedupe, fields, claimed_until)
                values ($1, $2, $3, now() + interval '1 minute')
                on conflict (tenant_id, dedupe) do nothing
                returning tenant_id, event_id, fence, attempt, fields
                """, tenant.toString(), dedupe, Sql.json(fields));
    }

    private static Kept kept(Row row) {
        return new Kept(
                TenantId.parse(row.getString(0)),
                row.getLong(1),
                row.getLong(2),
                row.getInteger(3),
                Sql.fields(row.getJsonObject(4)));
    }

    @Override
    public void handled(Kept event, String outcome) {
        sql.change("""
                update event set handled_at = now(), outcome = $4, fields = null
                where tenant_id = $1 and event_id = $2 and fence = $3
                """, event.tenant().toString(), event.id(), event.fence(), outcome);
    }

    @Override
    public void release(Kept event) {
        sql.change(
                "update event set claimed_until = now() where tenant_id = $1 and event_id = $2 and fence = $3",
                event.tenant().toString(),
                event.id(),
                event.fence());
    }

    @Override
    public List<Kept> overdue(int most) {
        return sql.list(PgInbox::kept, """
                update event set claimed_until = now() + interval '1 minute', fence = fence + 1, attempt = attempt + 1
                where (tenant_id, event_id) in (
                    select tenant_id, event_id from event join tenant using (tenant_id)
                    where handled_at is null and claimed_until < now()
                      and (state = 'active' or dedupe like 'ONAPPUNINSTALL%')
                    order by claimed_until limit $1 for update of event skip locked)
                returning tenant_id, event_id, fence, attempt, fields
                """, most);
    }

    @Override
    public long pending() {
        return sql.first(row -> row.getLong(0), "select count(*) from event where handled_at is null")
                .orElseThrow();
    }

    @Override
    public void purge() {
        sql.change("delete from event where handled_at < now() - interval '7 days'");
    }
}
