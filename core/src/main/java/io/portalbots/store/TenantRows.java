package io.portalbots.store;

import io.portalbots.tenant.TenantId;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/**
 * Asks for the rows of a tenant, in one statement with all who ask for those of others at the same time. What rows mean is
 * left to whoever asked, so that one that cannot be read is in nobody else's way.
 */
final class TenantRows {

    private static final int AT_ONCE = 1;
    private static final int MOST = 256;

    private final Grouped<String, List<Row>> grouped;

    /**
     * Nothing is asked yet.
     *
     * @param statement has one value, {@code $1}: an array of tenants' ids, of which the first column of each row is one
     */
    TenantRows(Pool pool, String statement) {
        this.grouped = new Grouped<>(
                AT_ONCE,
                MOST,
                ids -> pool.preparedQuery(statement)
                        .execute(Tuple.of(new HashSet<>(ids).toArray(String[]::new)))
                        .map(rows -> dealt(ids, rows)));
    }

    private static List<List<Row>> dealt(List<String> ids, Iterable<Row> rows) {
        var dealt = new HashMap<String, List<Row>>();
        rows.forEach(row -> dealt.computeIfAbsent(row.getString(0), any -> new ArrayList<>())
                .add(row));
        return ids.stream().map(id -> dealt.getOrDefault(id, List.of())).toList();
    }

    /** In the order of the statement. Blocks. */
    List<Row> of(TenantId tenant) {
        return grouped.ask(tenant.toString()).await();
    }
}
