package io.portalbots.store;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for the whole run of tests; each class gets a migrated database of its own. */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final EmbeddedServer SERVER = start();

    private TestDatabase() {}

    private static EmbeddedServer start() {
        try {
            var folder = Files.createTempDirectory("portalbots-pg");
            var server = EmbeddedServer.start(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                delete(folder);
            }));
            Database.migrate(named(server, "portalbots"));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DatabaseAddress named(EmbeddedServer server, String name) {
        var address = server.address();
        return new DatabaseAddress(
                address.url().replaceFirst("/[^/]*$", "/" + name), address.user(), address.password());
    }

    /** A new database, a copy of the migrated one. */
    public static DatabaseAddress fresh() {
        var name = "t_" + COUNT.incrementAndGet();
        var admin = named(SERVER, "postgres");
        try (var connection = DriverManager.getConnection(
                        "jdbc:" + admin.url(), admin.user(), admin.password().reveal());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template portalbots");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return named(SERVER, name);
    }

    public static Pool pool(Vertx vertx) {
        return Database.pool(vertx, fresh());
    }

    /** Of the user of every database here. */
    public static String password() {
        return SERVER.address().password().reveal();
    }

    /** Keys nobody else has. */
    public static Keys keys() {
        try {
            var file = Files.createTempDirectory("portalbots-keys").resolve("keys.json");
            Keys.make(file);
            return Keys.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
