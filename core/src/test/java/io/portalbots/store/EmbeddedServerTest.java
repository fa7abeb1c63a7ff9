package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder = Path.of("");

    @Test
    void keepsDataBetweenRunsDurablyAndBehindAPassword() throws SQLException {
        try (var server = EmbeddedServer.start(folder)) {
            assertThat(query(server.address(), "show fsync")).isEqualTo("on");
            assertThat(query(server.address(), "show synchronous_commit")).isEqualTo("on");
            query(server.address(), "create table kept as select 42 as answer");
        }

        try (var server = EmbeddedServer.start(folder)) {
            assertThat(query(server.address(), "select answer from kept")).isEqualTo("42");
            assertThatThrownBy(() -> DriverManager.getConnection(
                            "jdbc:" + server.address().url(), "postgres", "guessed"))
                    .hasMessageContaining("password");
        }
    }

    private static String query(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:" + address.url(),
                        address.user(),
                        address.password().reveal());
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            var rows = statement.getResultSet();
            rows.next();
            return rows.getString(1);
        }
    }
}
