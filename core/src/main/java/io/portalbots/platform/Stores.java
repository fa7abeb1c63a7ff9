package io.portalbots.platform;

import io.portalbots.store.Database;
import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.FilePairSpool;
import io.portalbots.store.Keys;
import io.portalbots.store.PgAppSwitches;
import io.portalbots.store.PgAudit;
import io.portalbots.store.PgChainStore;
import io.portalbots.store.PgClaimStore;
import io.portalbots.store.PgInbox;
import io.portalbots.store.PgReconcileQueue;
import io.portalbots.store.PgRegistrationStore;
import io.portalbots.store.PgSettingStore;
import io.portalbots.store.PgTenantStore;
import io.portalbots.tenant.PairSpool;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;

/** Everything that is kept, over one pool of connections. */
record Stores(
        Pool pool,
        PgTenantStore tenants,
        PgChainStore chains,
        PgClaimStore claims,
        PairSpool pairs,
        PgSettingStore settings,
        PgAppSwitches switches,
        PgReconcileQueue queue,
        PgRegistrationStore ledger,
        PgInbox inbox,
        PgAudit audit) {

    /** Names this process to people who read the tables. */
    private static String node() {
        return "pid " + ProcessHandle.current().pid();
    }

    /**
     * Opens a migrated database.
     *
     * @param data the folder of this process
     * @throws io.portalbots.store.StoreException naming the database if it cannot be used
     */
    static Stores open(Vertx vertx, DatabaseAddress address, Keys keys, Path data) {
        Database.migrate(address);
        var pool = Database.pool(vertx, address);
        return new Stores(
                pool,
                new PgTenantStore(pool, keys),
                new PgChainStore(pool, keys, node()),
                new PgClaimStore(pool, keys),
                new FilePairSpool(data.resolve("pairs"), keys),
                new PgSettingStore(pool, keys),
                new PgAppSwitches(pool),
                new PgReconcileQueue(pool),
                new PgRegistrationStore(pool),
                new PgInbox(pool),
                new PgAudit(pool));
    }
}
