package io.portalbots.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.Directory;
import io.portalbots.chat.EventDesk;
import io.portalbots.chat.EventLog;
import io.portalbots.chat.Inbox;
import io.portalbots.chat.Outbox;
import io.portalbots.chat.SpoolMetrics;
import io.portalbots.portal.PortalMetrics;
import io.portalbots.registry.ProbeQueue;
import io.portalbots.registry.ReconcileQueue;
import io.portalbots.registry.RegistrationStore;
import io.portalbots.registry.apply.TenantClaims;
import io.portalbots.registry.brakes.HoldStore;
import io.portalbots.registry.brakes.Marker;
import io.portalbots.store.Database;
import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.EventSpool;
import io.portalbots.store.FilePairSpool;
import io.portalbots.store.Keys;
import io.portalbots.store.MarkFile;
import io.portalbots.store.PgAppSwitches;
import io.portalbots.store.PgAudit;
import io.portalbots.store.PgChainStore;
import io.portalbots.store.PgClaimStore;
import io.portalbots.store.PgEventDesk;
import io.portalbots.store.PgEventLog;
import io.portalbots.store.PgExchanges;
import io.portalbots.store.PgHoldStore;
import io.portalbots.store.PgInbox;
import io.portalbots.store.PgMissingScopes;
import io.portalbots.store.PgOutbox;
import io.portalbots.store.PgProbeQueue;
import io.portalbots.store.PgRecognition;
import io.portalbots.store.PgReconcileQueue;
import io.portalbots.store.PgRegistrationStore;
import io.portalbots.store.PgSettingStore;
import io.portalbots.store.PgStorage;
import io.portalbots.store.PgTenantClaims;
import io.portalbots.store.PgTenantStore;
import io.portalbots.store.SpooledEventLog;
import io.portalbots.tenant.AppSwitches;
import io.portalbots.tenant.Audit;
import io.portalbots.tenant.AuditTrail;
import io.portalbots.tenant.ChainStore;
import io.portalbots.tenant.ClaimStore;
import io.portalbots.tenant.MissingScopes;
import io.portalbots.tenant.PairSpool;
import io.portalbots.tenant.Recognition;
import io.portalbots.tenant.SettingStore;
import io.portalbots.tenant.StorageStore;
import io.portalbots.tenant.TenantStore;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;

/** Everything that is kept, over one pool of connections. */
record Stores(
        Pool pool,
        Pool eventPool,
        EventSpool spool,
        SpooledEventLog spooledEvents,
        TenantStore tenants,
        Recognition recognition,
        ChainStore chains,
        ClaimStore claims,
        PairSpool pairs,
        SettingStore settings,
        StorageStore storage,
        MissingScopes scopes,
        AppSwitches switches,
        ReconcileQueue queue,
        ProbeQueue probes,
        TenantClaims tenantClaims,
        RegistrationStore ledger,
        HoldStore holds,
        Marker marker,
        Directory directory,
        EventLog events,
        Inbox inbox,
        Outbox outbox,
        EventDesk desk,
        Audit audit,
        AuditTrail trail,
        PgExchanges exchanges) {

    /** Some seconds of them, at their busiest. */
    private static final int EXCHANGES = 10_000;

    private static final int EVENT_CONNECTIONS = 2; // as many as statements of the log at once

    /** Names this process to people who read the tables. */
    private static String node() {
        return "pid " + ProcessHandle.current().pid();
    }

    /**
     * Opens a migrated database.
     *
     * @param data the folder of this process
     * @param spoolBytes of events, while the database cannot take them
     * @param wrapping is put around every store
     * @throws io.portalbots.store.StoreException naming the database if it cannot be used
     */
    static Stores open(
            Vertx vertx,
            DatabaseAddress address,
            Keys keys,
            Path data,
            long spoolBytes,
            MeterRegistry meters,
            Wrapping wrapping) {
        Database.migrate(address);
        var pool = Database.pool(vertx, address);
        var eventPool = Database.pool(vertx, address, EVENT_CONNECTIONS);
        var metrics = new ChatMetrics(meters);
        var spool = new EventSpool(data.resolve("spool"), spoolBytes, keys, new SpoolMetrics(meters));
        var events = new SpooledEventLog(vertx, new PgEventLog(eventPool, node(), metrics), spool, metrics);
        var recognition = new PgRecognition(pool, keys);
        var trail = new PgAudit(pool);
        var audit = wrapping.around(Audit.class, trail);
        var ledger = new PgRegistrationStore(pool);
        return new Stores(
                pool,
                eventPool,
                spool,
                events,
                wrapping.around(TenantStore.class, new PgTenantStore(pool, keys, audit, recognition::forget)),
                recognition,
                wrapping.around(ChainStore.class, new PgChainStore(pool, keys, node(), audit)),
                wrapping.around(ClaimStore.class, new PgClaimStore(pool, keys)),
                wrapping.around(PairSpool.class, new FilePairSpool(data.resolve("pairs"), keys)),
                wrapping.around(SettingStore.class, new PgSettingStore(pool, keys, audit)),
                wrapping.around(StorageStore.class, new PgStorage(pool)),
                wrapping.around(MissingScopes.class, new PgMissingScopes(pool)),
                wrapping.around(AppSwitches.class, new PgAppSwitches(pool)),
                wrapping.around(ReconcileQueue.class, new PgReconcileQueue(pool, node())),
                wrapping.around(ProbeQueue.class, new PgProbeQueue(pool, node())),
                wrapping.around(TenantClaims.class, new PgTenantClaims(pool, node())),
                wrapping.around(RegistrationStore.class, ledger),
                wrapping.around(HoldStore.class, new PgHoldStore(pool)),
                wrapping.around(Marker.class, new MarkFile(data.resolve("database.mark"))),
                wrapping.around(Directory.class, ledger),
                wrapping.around(EventLog.class, events),
                wrapping.around(Inbox.class, new PgInbox(pool, node())),
                wrapping.around(Outbox.class, new PgOutbox(pool)),
                wrapping.around(EventDesk.class, new PgEventDesk(pool)),
                audit,
                trail,
                new PgExchanges(pool, EXCHANGES, new PortalMetrics(meters)::exchangesDropped));
    }

    /** What is in the spool stays there from now on, because nobody can check it any more. */
    void stopDraining() {
        spooledEvents.stopDraining();
    }

    /** Blocks. */
    void close() {
        spooledEvents.close();
        eventPool.close().await();
        pool.close().await();
    }
}
