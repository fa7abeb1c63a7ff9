package io.portalbots.store;

import io.portalbots.tenant.Recognition;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the digests of application tokens, and of portals we do not know that we do not. Other processes change
 * tenants too, so what is old is read again, meanwhile used: the database may be away. A stranger takes as long as any
 * other: the digest of its token is made, and compared.
 */
public final class PgRecognition implements Recognition {

    private static final int TENANTS = 200_000;
    private static final int STRANGERS = 10_000; // apart, so that they drive out no tenants
    private static final int AT_ONCE = 1;
    private static final int MOST = 500;
    private static final long OLD = Duration.ofSeconds(30).toNanos();
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();
    private static final byte[] NONE = new byte[32];

    private final Keys keys;
    private final Pool pool;
    private final LongSupplier nanos;
    private final Grouped<TenantId, Known> reading;
    private final Map<TenantId, Known> tenants = bounded(TENANTS);
    private final Map<TenantId, Known> strangers = bounded(STRANGERS);

    /** @param askedAt when a wrong token was last a reason to ask */
    @SuppressWarnings("ArrayRecordComponent") // compared in constant time, and by nothing else
    private record Known(
            byte[] digest, boolean there, boolean active, long readAt, AtomicLong askedAt, AtomicBoolean rereading) {

        Known(byte[] digest, boolean there, boolean active, long now) {
            this(digest, there, active, now, new AtomicLong(now - PAUSE), new AtomicBoolean());
        }

        /** Whether it is time to ask again; true for one caller. */
        boolean mayAsk(long now) {
            var last = askedAt.get();
            return now - last >= PAUSE && askedAt.compareAndSet(last, now);
        }
    }

    public PgRecognition(Pool pool, Keys keys) {
        this(pool, keys, System::nanoTime);
    }

    PgRecognition(Pool pool, Keys keys, LongSupplier nanos) {
        this.pool = pool;
        this.keys = keys;
        this.nanos = nanos;
        this.reading = new Grouped<>(AT_ONCE, MOST, this::read);
    }

    private static Map<TenantId, Known> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<TenantId, Known> eldest) {
                return size() > most;
            }
        };
    }

    @Override
    public Verdict of(TenantId id, Secret applicationToken) {
        var known = known(id);
        var right = MessageDigest.isEqual(keys.digest(applicationToken, id), known == null ? NONE : known.digest());
        if (known == null) {
            return Verdict.UNREAD;
        }
        var now = nanos.getAsLong();
        if (now - known.readAt() > OLD && known.rereading().compareAndSet(false, true)) {
            reading.ask(id).onFailure(away -> known.rereading().set(false));
        }
        return verdict(known, right && known.there(), now);
    }

    private static Verdict verdict(Known known, boolean right, long now) {
        if (right) {
            return known.active() ? Verdict.RIGHT : Verdict.ASK;
        }
        if (known.mayAsk(now)) {
            return Verdict.ASK;
        }
        return known.active() ? Verdict.WRONG : Verdict.STRANGE;
    }

    private @Nullable Known known(TenantId id) {
        synchronized (tenants) {
            var known = tenants.get(id);
            return known == null ? strangers.get(id) : known;
        }
    }

    @Override
    public CompletionStage<Void> load(TenantId id) {
        return reading.ask(id).<Void>mapEmpty().toCompletionStage();
    }

    private Future<List<Known>> read(List<TenantId> ids) {
        var names = ids.stream().map(TenantId::toString).toArray(String[]::new);
        return pool.preparedQuery("""
                        select tenant_id, application_token_hash, state = 'active' from tenant
                        where tenant_id = any($1::text[])
                        """).execute(Tuple.of(names)).map(rows -> {
            var found = new HashMap<String, Known>();
            rows.forEach(row -> found.put(row.getString(0), known(row)));
            var now = nanos.getAsLong();
            return ids.stream()
                    .map(id -> remembered(id, found.getOrDefault(id.toString(), new Known(NONE, false, false, now))))
                    .toList();
        });
    }

    private Known known(Row row) {
        return new Known(row.getBuffer(1).getBytes(), true, row.getBoolean(2), nanos.getAsLong());
    }

    private Known remembered(TenantId id, Known known) {
        synchronized (tenants) {
            var before = known(id);
            tenants.remove(id);
            strangers.remove(id);
            if (before != null) {
                known.askedAt().set(before.askedAt().get());
            }
            (known.there() ? tenants : strangers).put(id, known);
        }
        return known;
    }

    @Override
    public void forget(TenantId id) {
        synchronized (tenants) {
            tenants.remove(id);
            strangers.remove(id);
        }
    }
}
