package io.portalbots.store;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Statements, as the stores write them: prepared, waited for, mapped. */
final class Sql {

    private final Pool pool;

    Sql(Pool pool) {
        this.pool = pool;
    }

    private RowSet<Row> execute(String statement, @Nullable Object... values) {
        return pool.preparedQuery(statement).execute(Tuple.wrap(values)).await();
    }

    <T> List<T> list(Function<Row, T> mapping, String statement, @Nullable Object... values) {
        return StreamSupport.stream(execute(statement, values).spliterator(), false)
                .map(mapping)
                .toList();
    }

    <T> Optional<T> first(Function<Row, T> mapping, String statement, @Nullable Object... values) {
        return list(mapping, statement, values).stream().findFirst();
    }

    /**
     * Runs a statement that changes rows.
     *
     * @return how many it changed
     */
    int change(String statement, @Nullable Object... values) {
        return execute(statement, values).rowCount();
    }

    /** Likewise, with its values in a tuple. */
    int change(String statement, Tuple values) {
        return pool.preparedQuery(statement).execute(values).await().rowCount();
    }

    /** PostgreSQL keeps NUL in no text. */
    static String storable(String text) {
        return text.replace("\0", "");
    }

    static JsonObject json(Map<String, String> fields) {
        var json = new JsonObject();
        fields.forEach(json::put);
        return json;
    }

    static Map<String, String> fields(JsonObject json) {
        var fields = new TreeMap<String, String>();
        json.forEach(entry -> fields.put(entry.getKey(), String.valueOf(entry.getValue())));
        return fields;
    }
}
