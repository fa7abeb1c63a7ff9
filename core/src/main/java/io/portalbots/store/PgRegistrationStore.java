package io.portalbots.store;

import io.portalbots.chat.Directory;
import io.portalbots.plan.Key;
import io.portalbots.plan.Registration;
import io.portalbots.plan.Registration.Refusal;
import io.portalbots.plan.Registration.Retirement;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.RegistrationStore;
import io.portalbots.tenant.Tenant;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The ledger in PostgreSQL, for the registry to write and for chats to find their way by. */
public final class PgRegistrationStore implements RegistrationStore, Directory {

    private static final String LINES = """
            select tenant_id, generation, surface, plugin, code, revision, owner_plugin, owner_code, remote_id, fields,
                   refusal, refused_fields, doubt, retired_until, retired_until < now(), changed_at
            from registration where tenant_id = any($1)
            """;

    /** The chat apps of a tenant, with their bots, and with what its administrators do not want. */
    private static final String APPS = """
            from registration app
            left join registration bot
              on bot.tenant_id = app.tenant_id and bot.generation = app.generation and bot.surface = $3
             and bot.plugin = app.owner_plugin and bot.code = app.owner_code
            left join disabled_app no
              on no.tenant_id = app.tenant_id and no.plugin = app.plugin and no.app = app.code
            where app.tenant_id = $1 and app.generation = $2 and app.surface = $4 and app.retired_until is null
            """;

    /** Holds for those that are on the portal and wanted there. */
    private static final String USABLE = "(app.remote_id is not null and bot.remote_id is not null and no.app is null)";

    private final Sql sql;
    private final TenantRows rows;
    private final LedgerWriter writer;

    public PgRegistrationStore(Pool pool) {
        this.sql = new Sql(pool);
        this.rows = new TenantRows(pool, LINES);
        this.writer = new LedgerWriter(pool);
    }

    @Override
    public List<Registration> registrations(Tenant tenant) {
        return rows(tenant).map(PgRegistrationStore::registration).toList();
    }

    @Override
    public List<Line> lines(Tenant tenant) {
        return rows(tenant)
                .map(row ->
                        new Line(registration(row), row.getOffsetDateTime(15).toInstant()))
                .toList();
    }

    private Stream<Row> rows(Tenant tenant) {
        return rows.of(tenant.id()).stream().filter(row -> row.getInteger(1) == tenant.generation());
    }

    /** By the numbers of columns, because names are looked for in each row anew. */
    private static Registration registration(Row row) {
        var id = row.getLong(8);
        return new Registration(
                new Key(row.getString(2), row.getString(3), row.getString(4)),
                row.getInteger(5),
                Optional.ofNullable(row.getString(6)).map(plugin -> new Key(Key.BOT, plugin, row.getString(7))),
                id == null ? OptionalLong.empty() : OptionalLong.of(id),
                Sql.fields(row.getJsonObject(9)),
                Optional.ofNullable(row.getString(10))
                        .map(error -> new Refusal(error, Sql.fields(row.getJsonObject(11)))),
                Optional.ofNullable(row.getString(12)),
                Optional.ofNullable(row.getOffsetDateTime(13))
                        .map(until -> new Retirement(until.toInstant(), row.getBoolean(14))));
    }

    @Override
    public void write(Claim claim, Tenant tenant, List<RegistrationStore.Entry> entries) {
        writer.write(claim, tenant, entries);
    }

    @Override
    public void forgetBot(Tenant tenant, long bot) {
        sql.change(
                "with made_due as (" + PgReconcileQueue.MAKE_DUE + """
                ), bot as (
                    delete from registration
                    where tenant_id = $1 and generation = $2 and surface = $3 and remote_id = $4
                    returning plugin, code)
                delete from registration r using bot
                where r.tenant_id = $1 and r.generation = $2 and r.owner_plugin = bot.plugin and r.owner_code = bot.code
                """,
                tenant.id().toString(),
                tenant.generation(),
                Key.BOT,
                bot);
    }

    @Override
    public void handlersDropped(Tenant tenant) {
        sql.change(
                "with made_due as (" + PgReconcileQueue.MAKE_DUE + """
                ), unbound as (
                    delete from registration where tenant_id = $1 and generation = $2 and surface = $3)
                update registration set fields = fields - 'events'
                where tenant_id = $1 and generation = $2 and surface in ($4, $5) and remote_id is not null
                """,
                tenant.id().toString(),
                tenant.generation(),
                Key.EVENT,
                Key.BOT,
                Key.COMMAND);
    }

    @Override
    public Totals totals() {
        return sql.first(row -> new Totals(row.getLong(0), row.getLong(1)), """
                        select count(*) filter (where surface = $1 and remote_id is not null),
                               count(*) filter (where refusal is not null)
                        from registration join tenant using (tenant_id, generation) where state = 'active'
                        """, Key.APP)
                .orElseThrow();
    }

    @Override
    public Optional<String> pluginOf(Tenant tenant, long bot) {
        return bot(tenant, bot).filter(plugin -> !plugin.equals(Key.SHARED));
    }

    @Override
    public Optional<Long> botOf(Tenant tenant, String plugin) {
        return sql.first(row -> row.getLong(0), """
                select remote_id from registration
                where tenant_id = $1 and generation = $2 and surface = $3 and plugin = $4 and remote_id is not null
                """, tenant.id().toString(), tenant.generation(), Key.BOT, plugin);
    }

    @Override
    public boolean ours(Tenant tenant, long bot) {
        return bot(tenant, bot).isPresent();
    }

    private Optional<String> bot(Tenant tenant, long bot) {
        return sql.first(row -> row.getString(0), """
                select plugin from registration
                where tenant_id = $1 and generation = $2 and surface = $3 and remote_id = $4
                """, tenant.id().toString(), tenant.generation(), Key.BOT, bot);
    }

    @Override
    public List<Directory.Entry> apps(Tenant tenant) {
        return sql.list(
                row -> new Directory.Entry(row.getString(0), row.getString(1), row.getLong(2), row.getLong(3)),
                """
                select * from (
                    select distinct on (app.plugin, app.code) app.plugin, app.code, app.remote_id, bot.remote_id as bot
                """ + APPS + " and " + USABLE + " order by app.plugin, app.code, app.revision desc) last"
                        + " order by plugin, remote_id",
                tenant.id().toString(),
                tenant.generation(),
                Key.BOT,
                Key.APP);
    }

    @Override
    public Standing standing(Tenant tenant, String plugin, String code) {
        return sql.first(
                        row -> !row.getBoolean(0)
                                ? Standing.UNSETTLED
                                : row.getBoolean(1) ? Standing.COMMAND : Standing.FRAME,
                        "select " + USABLE + ", coalesce(app.fields->>'kind' = 'command', false) " + APPS
                                + " and app.plugin = $5 and app.code = $6 order by 1 desc, app.revision desc limit 1",
                        tenant.id().toString(),
                        tenant.generation(),
                        Key.BOT,
                        Key.APP,
                        plugin,
                        code)
                .orElse(Standing.GONE);
    }
}
