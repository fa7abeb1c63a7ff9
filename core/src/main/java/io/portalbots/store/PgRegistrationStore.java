package io.portalbots.store;

import io.portalbots.chat.Directory;
import io.portalbots.plan.Key;
import io.portalbots.plan.Registration;
import io.portalbots.plan.Registration.Refusal;
import io.portalbots.plan.Registration.Retirement;
import io.portalbots.plan.Registration.Slot;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.RegistrationStore;
import io.portalbots.tenant.Tenant;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The ledger in PostgreSQL, for the registry to write and for chats to find their way by. */
public final class PgRegistrationStore implements RegistrationStore, Directory {

    /**
     * Does nothing unless the claim is the last one of its tenant, and the tenant active and of its generation; says
     * whether it is.
     */
    private static final String WRITE = """
            with fence as (
                select from reconcile join tenant using (tenant_id)
                where tenant_id = $1 and fence = $2 and generation = $3 and state = 'active'),
            entry as (
                select * from jsonb_to_recordset($4::jsonb) as e(
                    verb text, surface text, plugin text, code text, revision integer, owner_plugin text,
                    owner_code text, id bigint, fields jsonb, refusal text, refused_fields jsonb, doubt text,
                    kept float8)),
            struck as (
                delete from registration r using entry e, fence
                where e.verb = 'strike' and r.tenant_id = $1 and r.generation = $3 and r.surface = e.surface
                  and r.plugin = e.plugin and r.code = e.code and r.revision = e.revision),
            retired as (
                update registration r
                set retired_until = now() + make_interval(secs => e.kept), changed_at = now() from entry e, fence
                where e.verb = 'retire' and r.tenant_id = $1 and r.generation = $3 and r.surface = e.surface
                  and r.plugin = e.plugin and r.code = e.code and r.revision = e.revision),
            saved as (
                insert into registration (tenant_id, generation, surface, plugin, code, revision, owner_plugin,
                                          owner_code, remote_id, fields, refusal, refused_fields, doubt)
                select $1, $3, e.surface, e.plugin, e.code, e.revision, e.owner_plugin, e.owner_code, e.id, e.fields,
                       e.refusal, e.refused_fields, e.doubt
                from entry e, fence where e.verb = 'save'
                on conflict (tenant_id, generation, surface, plugin, code, revision) do update
                set owner_plugin = excluded.owner_plugin, owner_code = excluded.owner_code,
                    remote_id = excluded.remote_id, fields = excluded.fields, refusal = excluded.refusal,
                    refused_fields = excluded.refused_fields, doubt = excluded.doubt, changed_at = now())
            select count(*) from fence
            """;

    private static final String LINES =
            "select *, retired_until < now() as over from registration where tenant_id = $1 and generation = $2";

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

    public PgRegistrationStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    @Override
    public List<Registration> registrations(Tenant tenant) {
        return sql.list(PgRegistrationStore::registration, LINES, tenant.id().toString(), tenant.generation());
    }

    @Override
    public List<Line> lines(Tenant tenant) {
        return sql.list(
                row -> new Line(
                        registration(row), row.getOffsetDateTime("changed_at").toInstant()),
                LINES,
                tenant.id().toString(),
                tenant.generation());
    }

    private static Registration registration(Row row) {
        var owner = Optional.ofNullable(row.getString("owner_plugin"))
                .map(plugin -> new Key(Key.BOT, plugin, row.getString("owner_code")));
        var id = row.getLong("remote_id");
        var refusal = Optional.ofNullable(row.getString("refusal"))
                .map(error -> new Refusal(error, Sql.fields(row.getJsonObject("refused_fields"))));
        var retirement = Optional.ofNullable(row.getOffsetDateTime("retired_until"))
                .map(until -> new Retirement(until.toInstant(), row.getBoolean("over")));
        return new Registration(
                new Key(row.getString("surface"), row.getString("plugin"), row.getString("code")),
                row.getInteger("revision"),
                owner,
                id == null ? OptionalLong.empty() : OptionalLong.of(id),
                Sql.fields(row.getJsonObject("fields")),
                refusal,
                Optional.ofNullable(row.getString("doubt")),
                retirement);
    }

    @Override
    public void write(Claim claim, Tenant tenant, List<RegistrationStore.Entry> entries) {
        var array =
                new JsonArray(entries.stream().map(PgRegistrationStore::entry).toList());
        var held = sql.first(
                row -> row.getLong(0), WRITE, tenant.id().toString(), claim.fence(), tenant.generation(), array);
        if (held.orElse(0L) == 0) {
            throw new StaleClaimException(claim);
        }
    }

    private static JsonObject entry(RegistrationStore.Entry entry) {
        return switch (entry) {
            case RegistrationStore.Entry.Save save -> line(save.line());
            case RegistrationStore.Entry.Retire retire ->
                slot(retire.slot())
                        .put("verb", "retire")
                        .put("kept", retire.kept().toMillis() / 1000.0);
            case RegistrationStore.Entry.Strike strike -> slot(strike.slot()).put("verb", "strike");
        };
    }

    private static JsonObject slot(Slot slot) {
        return new JsonObject()
                .put("surface", slot.key().surface())
                .put("plugin", slot.key().plugin())
                .put("code", slot.key().code())
                .put("revision", slot.revision());
    }

    private static JsonObject line(Registration line) {
        var json = slot(line.slot()).put("verb", "save").put("fields", Sql.json(line.fields()));
        line.owner().ifPresent(owner -> json.put("owner_plugin", owner.plugin()).put("owner_code", owner.code()));
        line.id().ifPresent(id -> json.put("id", id));
        line.doubt().ifPresent(doubt -> json.put("doubt", doubt));
        line.refusal()
                .ifPresent(refusal ->
                        json.put("refusal", refusal.error()).put("refused_fields", Sql.json(refusal.fields())));
        return json;
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
