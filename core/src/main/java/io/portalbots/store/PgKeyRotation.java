package io.portalbots.store;

import io.portalbots.tenant.Audit;
import io.portalbots.tenant.KeyRotation;
import io.portalbots.tenant.PairSpool;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rotates the sealing key over every sealed column. Where it is follows from the keys and the rows alone, so that one that
 * was broken off is gone on with by beginning again; a lock in the database keeps others from rotating meanwhile.
 */
public final class PgKeyRotation implements KeyRotation {

    private static final Logger LOG = LoggerFactory.getLogger(PgKeyRotation.class);
    private static final long LOCK = 0x706f7274_6b657973L;

    /** Every column that {@link Keys} seal. */
    static final List<SealedColumn> SEALED = List.of(
            SealedColumn.ofChain("access_sealed", "access_sealed"),
            SealedColumn.ofChain("refresh_sealed", "refresh_sealed"),
            SealedColumn.ofChain("previous_sealed", "refresh_sealed"),
            SealedColumn.ofClaim("refresh_sealed"),
            SealedColumn.ofClaim("application_sealed"),
            SealedColumn.ofClaim("grant_sealed"),
            new SealedColumn("setting", "sealed", "'setting/' || plugin || '/' || key", "0"));

    private final Vertx vertx;
    private final Pool pool;
    private final Keys keys;
    private final Audit audit;
    private final PairSpool pairs;
    private final EventSpool events;
    private final List<SealedColumn> sealed;
    private final Duration grace;
    private volatile Progress progress = new Progress(Phase.NONE, 0, 0, "");

    public PgKeyRotation(Vertx vertx, Pool pool, Keys keys, Audit audit, PairSpool pairs, EventSpool events) {
        this(vertx, pool, keys, audit, pairs, events, SEALED, Duration.ofSeconds(15));
    }

    /** @param grace how long after a new key is there others may still write what they sealed with an old one */
    PgKeyRotation(
            Vertx vertx,
            Pool pool,
            Keys keys,
            Audit audit,
            PairSpool pairs,
            EventSpool events,
            List<SealedColumn> sealed,
            Duration grace) {
        this.vertx = vertx;
        this.pool = pool;
        this.keys = keys;
        this.audit = audit;
        this.pairs = pairs;
        this.events = events;
        this.sealed = sealed;
        this.grace = grace;
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public Progress begin(boolean keepOld) {
        var lock = pool.getConnection().await();
        try {
            lock(lock);
            addKeyUnlessOneIsNew();
            progress = new Progress(Phase.SEALING, 0, left(), "");
        } catch (StoreException e) {
            unlock(lock);
            throw new NotNowException(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            unlock(lock);
            throw e;
        }
        Thread.ofVirtual().name("key-rotation").start(() -> run(lock, keepOld));
        return progress;
    }

    private static void lock(SqlConnection lock) {
        var ours = lock.preparedQuery("select pg_try_advisory_lock(" + LOCK + ")")
                .execute()
                .await();
        if (!ours.iterator().next().getBoolean(0)) {
            throw new NotNowException("the keys are being rotated already");
        }
    }

    private void addKeyUnlessOneIsNew() {
        var present = keys.reread();
        if (left() > 0) {
            return;
        }
        if (!(keys.source() instanceof KeySource.File)) {
            throw new NotNowException("everything is sealed with the primary key that " + keys.source()
                    + " prints: make another one primary there, keep this one beside it, and run this again");
        }
        try {
            keys.change(present.withNewPrimary());
        } catch (GeneralSecurityException e) {
            throw new StoreException("a new key for " + keys.source() + " cannot be made: " + e.getMessage(), e);
        }
    }

    private long left() {
        return left(keys.present().others());
    }

    private long left(Collection<String> prefixes) {
        return sealed.stream().mapToLong(column -> column.count(pool, prefixes)).sum();
    }

    private void run(SqlConnection lock, boolean keepOld) {
        var end = ended(keepOld);
        unlock(lock);
        progress = end;
    }

    private Progress ended(boolean keepOld) {
        try {
            seal();
            return end(keepOld);
        } catch (RuntimeException e) {
            LOG.error("the rotation of keys was broken off", e);
            return over(Phase.FAILED, "broken off, run it again: " + e.getMessage());
        }
    }

    /** Twice, because others go on sealing with the old key until they read the new one. */
    private void seal() {
        reseal();
        progress = over(Phase.SETTLING, "");
        vertx.timer(grace.toMillis()).await();
        reseal();
    }

    private void reseal() {
        var old = keys.present().others();
        sealed.forEach(column -> column.reseal(pool, keys, old, this::sealedOne));
    }

    private void sealedOne() {
        var done = progress.done() + 1;
        progress = new Progress(progress.phase(), done, Math.max(done, progress.total()), "");
    }

    private Progress end(boolean keepOld) {
        var present = keys.reread();
        var unused = present.others().stream()
                .filter(prefix -> left(Set.of(prefix)) == 0)
                .collect(Collectors.toSet());
        var used = present.others().size() - unused.size();
        if (used > 0) {
            return over(Phase.FAILED, left() + " values cannot be opened, the log says which; the old keys stay");
        }
        if (!pairs.left().isEmpty()) {
            return over(Phase.FAILED, "new tokens wait on this machine's disk, the log says why; the old keys stay");
        }
        if (!events.isEmpty()) {
            return over(Phase.FAILED, "events wait on this machine's disk, the log says why; the old keys stay");
        }
        var said = keepOld ? "the old keys stay" : dropped(present, unused);
        audit.note(new Audit.Line(Audit.Kind.KEYS_ROTATED, "", "operator", progress.done() + " values, " + said));
        return over(Phase.DONE, said);
    }

    private String dropped(KeyFile present, Set<String> unused) {
        if (!(keys.source() instanceof KeySource.File)) {
            return "the old keys of " + keys.source() + " are of no use any more";
        }
        try {
            keys.change(present.without(unused));
            return "the old keys are gone";
        } catch (GeneralSecurityException e) {
            throw new StoreException("the old keys of " + keys.source() + " cannot be dropped: " + e.getMessage(), e);
        }
    }

    private Progress over(Phase phase, String said) {
        return new Progress(phase, progress.done(), progress.total(), said);
    }

    /** The pool keeps the connection, and with it the lock, so it has to be given back. */
    private static void unlock(SqlConnection lock) {
        lock.query("select pg_advisory_unlock(" + LOCK + ")")
                .execute()
                .eventually(lock::close)
                .otherwiseEmpty()
                .await();
    }
}
