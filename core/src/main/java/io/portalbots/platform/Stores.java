package io.portalbots.platform;

import io.portalbots.store.Database;
import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.Keys;
import io.portalbots.store.PgInbox;
import io.portalbots.store.PgReconcileQueue;
import io.portalbots.store.PgRegistrationStore;
import io.portalbots.store.PgSettingStore;
import io.portalbots.store.PgTenantStore;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;

/** Everything that is kept, over one pool of connections. */
record Stores(
        Pool pool,
        PgTenantStore tenants,
        PgSettingStore settings,
        PgReconcileQueue queue,
        PgRegistrationStore ledger,
        PgInbox inbox) {

    /**
     * Opens a migrated database.
     *
     * @throws io.portalbots.store.StoreException naming the database if it cannot be used
     */
    static Stores open(Vertx vertx, DatabaseAddress address, Keys keys) {
        Database.migrate(address);
        var pool = Database.pool(vertx, address);
        return new Stores(
                pool,
                new PgTenantStore(pool, keys),
                new PgSettingStore(pool),
                new PgReconcileQueue(pool),
                new PgRegistrationStore(pool),
                new PgInbox(pool));
    }
}
