package io.portalbots.store;

import io.portalbots.chat.Directory;
import io.portalbots.plan.Key;
import io.portalbots.plan.Registration;
import io.portalbots.plan.Registration.Refusal;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.RegistrationStore;
import io.portalbots.tenant.Tenant;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The ledger in PostgreSQL, for the registry to write and for chats to find their way by. */
public final class PgRegistrationStore implements RegistrationStore, Directory {

    /** Holds while the claim is the last one of its tenant, and the tenant of its generation. */
    private static final String FENCED = """
            exists (select 1 from reconcile join tenant using (tenant_id)
                    where tenant_id = $1 and fence = $2 and generation = $3 and state = 'active')
            """;

    /** The chat apps of a tenant, with their bots, and with what its administrators do not want. */
    private static final String APPS = """
            from registration app
            left join registration bot
              on bot.tenant_id = app.tenant_id and bot.generation = app.generation and bot.surface = $3
             and bot.plugin = app.owner_plugin and bot.code = app.owner_code
            left join disabled_app no
              on no.tenant_id = app.tenant_id and no.plugin = app.plugin and no.app = app.code
            where app.tenant_id = $1 and app.generation = $2 and app.surface = $4
            """;

    /** Holds for those that are on the portal and wanted there. */
    private static final String USABLE = "(app.remote_id is not null and bot.remote_id is not null and no.app is null)";

    private final Sql sql;

    public PgRegistrationStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    @Override
    public List<Registration> registrations(Tenant tenant) {
        return sql.list(
                PgRegistrationStore::registration,
                "select * from registration where tenant_id = $1 and generation = $2",
                tenant.id().toString(),
                tenant.generation());
    }

    @Override
    public List<Line> lines(Tenant tenant) {
        return sql.list(
                row -> new Line(
                        registration(row), row.getOffsetDateTime("changed_at").toInstant()),
                "select * from registration where tenant_id = $1 and generation = $2",
                tenant.id().toString(),
                tenant.generation());
    }

    private static Registration registration(Row row) {
        var owner = Optional.ofNullable(row.getString("owner_plugin"))
                .map(plugin -> new Key(Key.BOT, plugin, row.getString("owner_code")));
        var id = row.getLong("remote_id");
        var refusal = Optional.ofNullable(row.getString("refusal"))
                .map(error -> new Refusal(error, Sql.fields(row.getJsonObject("refused_fields"))));
        return new Registration(
                new Key(row.getString("surface"), row.getString("plugin"), row.getString("code")),
                owner,
                id == null ? OptionalLong.empty() : OptionalLong.of(id),
                Sql.fields(row.getJsonObject("fields")),
                refusal);
    }

    @Override
    public void save(Claim claim, Tenant tenant, Registration line) {
        var key = line.key();
        var written = sql.change(
                """
                insert into registration (tenant_id, generation, surface, plugin, code, owner_plugin, owner_code,
                                          remote_id, fields, refusal, refused_fields)
                select $1::text, $3::integer, $4, $5, $6, $7, $8, $9::bigint, $10::jsonb, $11, $12::jsonb where
                """ + FENCED + """
                        on conflict (tenant_id, generation, surface, plugin, code) do update
                        set owner_plugin = excluded.owner_plugin, owner_code = excluded.owner_code,
                            remote_id = excluded.remote_id, fields = excluded.fields, refusal = excluded.refusal,
                            refused_fields = excluded.refused_fields, changed_at = now()
                        """,
                tenant.id().toString(),
                claim.fence(),
                tenant.generation(),
                key.surface(),
                key.plugin(),
                key.code(),
                line.owner().map(Key::plugin).orElse(null),
                line.owner().map(Key::code).orElse(null),
                line.id().isPresent() ? line.id().getAsLong() : null,
                Sql.json(line.fields()),
                line.refusal().map(Refusal::error).orElse(null),
                line.refusal().map(refusal -> Sql.json(refusal.fields())).orElse(null));
        if (written == 0) {
            throw new StaleClaimException(claim);
        }
    }

    @Override
    public void forget(Claim claim, Tenant tenant, Key key) {
        var still = sql.first(
                row -> row.getBoolean(0),
                """
                with forgotten as (
                    delete from registration
                    where tenant_id = $1 and generation = $3 and surface = $4 and plugin = $5 and code = $6 and
                """ + FENCED + ") select " + FENCED,
                tenant.id().toString(),
                claim.fence(),
                tenant.generation(),
                key.surface(),
                key.plugin(),
                key.code());
        if (!still.orElse(false)) {
            throw new StaleClaimException(claim);
        }
    }

    @Override
    public void forgetBot(Tenant tenant, long bot) {
        sql.change("""
                with bot as (
                    delete from registration
                    where tenant_id = $1 and generation = $2 and surface = $3 and remote_id = $4
                    returning plugin, code)
                delete from registration r using bot
                where r.tenant_id = $1 and r.generation = $2 and r.owner_plugin = bot.plugin and r.owner_code = bot.code
                """, tenant.id().toString(), tenant.generation(), Key.BOT, bot);
    }

    @Override
    public void handlersDropped(Tenant tenant) {
        sql.change("""
                with unbound as (
                    delete from registration where tenant_id = $1 and generation = $2 and surface = $3)
                update registration set fields = fields - 'events'
                where tenant_id = $1 and generation = $2 and surface in ($4, $5) and remote_id is not null
                """, tenant.id().toString(), tenant.generation(), Key.EVENT, Key.BOT, Key.COMMAND);
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
    public List<Entry> apps(Tenant tenant) {
        return sql.list(
                row -> new Entry(row.getString(0), row.getString(1), row.getLong(2), row.getLong(3)),
                """
                select app.plugin, app.code, app.remote_id, bot.remote_id
                """ + APPS + " and " + USABLE + " order by app.plugin, app.remote_id",
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
                                + " and app.plugin = $5 and app.code = $6",
                        tenant.id().toString(),
                        tenant.generation(),
                        Key.BOT,
                        Key.APP,
                        plugin,
                        code)
                .orElse(Standing.GONE);
    }
}
