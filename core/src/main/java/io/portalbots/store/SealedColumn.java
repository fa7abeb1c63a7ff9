package io.portalbots.store;

import io.portalbots.tenant.TenantId;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A column of values sealed by {@link Keys}, in a table with {@code tenant_id}. Rows are named by where they are on the
 * disk: one that is written meanwhile is somewhere else then, and sealed by the present key anyway.
 *
 * @param place the column's name in the place for which it is sealed, in SQL
 * @param generation the generation in that place, in SQL
 */
record SealedColumn(String table, String column, String place, String generation) {

    private static final Logger LOG = LoggerFactory.getLogger(SealedColumn.class);
    private static final int PAGE = 200;

    /** One sealed for its own name and the row's generation. */
    SealedColumn(String table, String column) {
        this(table, column, "'" + column + "'", "generation");
    }

    /** One of chains, whose values open in their holder's row only; {@code as} is the column they were sealed for. */
    static SealedColumn ofChain(String column, String as) {
        var place = "'" + as + "' || case holder when 0 then '' else '/' || holder end";
        return new SealedColumn("chain", column, place, "generation");
    }

    /** One of claims, which belong to no generation yet. */
    static SealedColumn ofClaim(String column) {
        return new SealedColumn("claim", column, "'claim." + column + "'", "0");
    }

    private record Sealed(String row, TenantId tenant, String place, int generation, Buffer value) {}

    /** How many values begin with one of {@code prefixes}, in hexadecimal. */
    long count(Pool pool, Collection<String> prefixes) {
        return pool.preparedQuery("select count(*) from " + table + " where " + sealedBy())
                .execute(Tuple.of(prefixes.toArray(String[]::new)))
                .await()
                .iterator()
                .next()
                .getLong(0);
    }

    private String sealedBy() {
        return "encode(substring(" + column + " from 1 for 5), 'hex') = any($1::text[])";
    }

    /**
     * Seals anew what begins with one of {@code prefixes}.
     *
     * @param done runs for each value
     */
    void reseal(Pool pool, Keys keys, Collection<String> prefixes, Runnable done) {
        var after = "(0,0)";
        for (var page = page(pool, prefixes, after); !page.isEmpty(); page = page(pool, prefixes, after)) {
            for (var sealed : page) {
                reseal(pool, keys, sealed);
                done.run();
                after = sealed.row();
            }
        }
    }

    private List<Sealed> page(Pool pool, Collection<String> prefixes, String after) {
        var rows = pool.preparedQuery("select ctid::text, tenant_id, " + place + ", " + generation + ", " + column
                        + " from " + table + " where " + sealedBy()
                        + " and ctid > $2::text::tid order by ctid limit " + PAGE)
                .execute(Tuple.of(prefixes.toArray(String[]::new), after))
                .await();
        return rows.stream().map(SealedColumn::sealed).toList();
    }

    private static Sealed sealed(Row row) {
        return new Sealed(
                row.getString(0),
                TenantId.parse(row.getString(1)),
                row.getString(2),
                row.getInteger(3),
                row.getBuffer(4));
    }

    private void reseal(Pool pool, Keys keys, Sealed sealed) {
        try {
            var secret = keys.open(sealed.value().getBytes(), sealed.tenant(), sealed.place(), sealed.generation());
            var anew = keys.seal(secret, sealed.tenant(), sealed.place(), sealed.generation());
            pool.preparedQuery("update " + table + " set " + column + " = $1 where ctid = $2::text::tid and " + column
                            + " = $3")
                    .execute(Tuple.of(Buffer.buffer(anew), sealed.row(), sealed.value()))
                    .await();
        } catch (IllegalStateException e) {
            LOG.atError()
                    .addKeyValue("tenant", sealed.tenant())
                    .log("{} of {} cannot be sealed anew: {}", column, table, e.getMessage());
        }
    }
}
