package io.portalbots.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/**
 * What a database is, without changing anything in it.
 *
 * @param server such as {@code PostgreSQL 18.4}
 * @param migration the newest one that was applied; empty before the first start
 * @param pending migrations that the next start applies
 * @param mayCreate whether our user may create the schema that they need
 */
public record DatabaseLook(String server, String migration, int pending, boolean mayCreate) {

    /**
     * Looks. Blocks.
     *
     * @throws StoreException if it cannot be reached or used, naming its URL and why
     */
    public static DatabaseLook at(DatabaseAddress address) {
        var jdbc = "jdbc:" + address.url().replaceFirst("^postgres:", "postgresql:");
        try (var connection = DriverManager.getConnection(
                jdbc, address.user(), address.password().reveal())) {
            var info = Database.flyway(address).info();
            var failed = Arrays.stream(info.all())
                    .filter(migration -> migration.getState() == MigrationState.FAILED)
                    .findFirst();
            if (failed.isPresent()) {
                throw new StoreException("the migration " + failed.get().getScript() + " of the database "
                        + address.url() + " failed half-way");
            }
            var current = info.current();
            return new DatabaseLook(
                    text(connection, "select 'PostgreSQL ' || current_setting('server_version')"),
                    current == null ? "" : current.getScript(),
                    info.pending().length,
                    text(connection, "select has_database_privilege(current_database(), 'CREATE')")
                            .equals("t"));
        } catch (SQLException | FlywayException e) {
            throw new StoreException(
                    "the database " + address.url() + " cannot be used as " + address.user() + ": "
                            + Database.reason(e),
                    e);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }
}
