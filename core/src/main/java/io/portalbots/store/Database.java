package io.portalbots.store;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** A migrated database and the pool of connections to it. */
public final class Database {

    private static final String SCHEMA = "bots";
    private static final int CONNECTIONS = 16;

    private Database() {}

    /**
     * Brings the schema up to date. Blocks.
     *
     * @throws StoreException if the database cannot be reached or migrated, naming its URL
     */
    public static void migrate(DatabaseAddress address) {
        try {
            flyway(address).migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "the database " + address.url() + " cannot be used as " + address.user() + ": " + reason(e), e);
        }
    }

    static Flyway flyway(DatabaseAddress address) {
        return Flyway.configure()
                .dataSource(
                        "jdbc:" + address.url().replaceFirst("^postgres:", "postgresql:"),
                        address.user(),
                        address.password().reveal())
                .schemas(SCHEMA)
                .load();
    }

    static String reason(Throwable e) {
        var cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** Opens connections as they are needed. */
    public static Pool pool(Vertx vertx, DatabaseAddress address) {
        return pool(vertx, address, CONNECTIONS);
    }

    /** Likewise, {@code most} of them. */
    public static Pool pool(Vertx vertx, DatabaseAddress address, int most) {
        var connect = PgConnectOptions.fromUri(address.url())
                .setUser(address.user())
                .setPassword(address.password().reveal())
                .setCachePreparedStatements(true)
                .addProperty("search_path", SCHEMA)
                .addProperty("application_name", "portalbots");
        var pool =
                new PoolOptions().setMaxSize(most).setConnectionTimeout(10).setConnectionTimeoutUnit(TimeUnit.SECONDS);
        return PgBuilder.pool().with(pool).connectingTo(connect).using(vertx).build();
    }
}
