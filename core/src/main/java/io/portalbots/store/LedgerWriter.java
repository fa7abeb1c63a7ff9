package io.portalbots.store;

import io.portalbots.plan.Registration;
import io.portalbots.plan.Registration.Slot;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.RegistrationStore.Entry;
import io.portalbots.registry.RegistrationStore.StaleClaimException;
import io.portalbots.tenant.Tenant;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Writes into the ledger: what is to be written of several tenants at the same time goes together. */
final class LedgerWriter {

    private static final int AT_ONCE = 2;
    private static final int MOST = 128;

    /**
     * Values: tenants, fences and generations of those who write, and all their entries. Does nothing for those whose claim is
     * not the last one of their tenant, or whose tenant is not active or of another generation; says for whom it did.
     */
    private static final String WRITE = """
            with holder as materialized (
                select w.writer::integer, w.tenant_id, w.generation
                from unnest($1::text[], $2::bigint[], $3::integer[])
                     with ordinality as w(tenant_id, fence, generation, writer)
                join reconcile r on r.tenant_id = w.tenant_id and r.fence = w.fence
                join tenant t on t.tenant_id = w.tenant_id and t.generation = w.generation and t.state = 'active'),
            entry as materialized (
                select * from jsonb_to_recordset($4::jsonb) as e(
                    writer integer, verb text, surface text, plugin text, code text, revision integer,
                    owner_plugin text, owner_code text, id bigint, fields jsonb, refusal text, refused_fields jsonb,
                    doubt text, kept float8)
                join holder using (writer)),
            struck as (
                delete from registration r using entry e
                where e.verb = 'strike' and r.tenant_id = e.tenant_id and r.generation = e.generation
                  and r.surface = e.surface and r.plugin = e.plugin and r.code = e.code and r.revision = e.revision),
            retired as (
                update registration r
                set retired_until = now() + make_interval(secs => e.kept), changed_at = now() from entry e
                where e.verb = 'retire' and r.tenant_id = e.tenant_id and r.generation = e.generation
                  and r.surface = e.surface and r.plugin = e.plugin and r.code = e.code and r.revision = e.revision),
            saved as (
                insert into registration (tenant_id, generation, surface, plugin, code, revision, owner_plugin,
                                          owner_code, remote_id, fields, refusal, refused_fields, doubt)
                select e.tenant_id, e.generation, e.surface, e.plugin, e.code, e.revision, e.owner_plugin, e.owner_code,
                       e.id, e.fields, e.refusal, e.refused_fields, e.doubt
                from entry e where e.verb = 'save'
                on conflict (tenant_id, generation, surface, plugin, code, revision) do update
                set owner_plugin = excluded.owner_plugin, owner_code = excluded.owner_code,
                    remote_id = excluded.remote_id, fields = excluded.fields, refusal = excluded.refusal,
                    refused_fields = excluded.refused_fields, doubt = excluded.doubt, changed_at = now())
            select writer from holder
            """;

    private final Pool pool;
    private final Grouped<Work, Boolean> grouped = new Grouped<>(AT_ONCE, MOST, this::written);

    /** What one of them writes. */
    private record Work(Claim claim, int generation, List<Entry> entries) {}

    LedgerWriter(Pool pool) {
        this.pool = pool;
    }

    /** As {@link io.portalbots.registry.RegistrationStore#write}. */
    void write(Claim claim, Tenant tenant, List<Entry> entries) {
        if (!grouped.ask(new Work(claim, tenant.generation(), entries)).await()) {
            throw new StaleClaimException(claim);
        }
    }

    private Future<List<Boolean>> written(List<Work> works) {
        return pool.preparedQuery(WRITE)
                .execute(Tuple.of(
                        each(works, work -> work.claim().tenant().toString()).toArray(String[]::new),
                        each(works, work -> work.claim().fence()).toArray(Long[]::new),
                        each(works, Work::generation).toArray(Integer[]::new),
                        entries(works)))
                .map(rows -> held(works, rows));
    }

    private static <T> List<T> each(List<Work> works, Function<Work, T> part) {
        return works.stream().map(part).toList();
    }

    private static List<Boolean> held(List<Work> works, Iterable<Row> rows) {
        var holders = new HashSet<Integer>();
        rows.forEach(row -> holders.add(row.getInteger(0)));
        return IntStream.rangeClosed(1, works.size())
                .mapToObj(holders::contains)
                .toList();
    }

    private static JsonArray entries(List<Work> works) {
        var all = new JsonArray();
        for (var writer = 1; writer <= works.size(); writer++) {
            for (var entry : works.get(writer - 1).entries()) {
                all.add(entry(entry).put("writer", writer));
            }
        }
        return all;
    }

    private static JsonObject entry(Entry entry) {
        return switch (entry) {
            case Entry.Save save -> line(save.line());
            case Entry.Retire retire ->
                slot(retire.slot())
                        .put("verb", "retire")
                        .put("kept", retire.kept().toMillis() / 1000.0);
            case Entry.Strike strike -> slot(strike.slot()).put("verb", "strike");
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
}
