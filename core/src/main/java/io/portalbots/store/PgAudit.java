package io.portalbots.store;

import io.portalbots.tenant.Audit;
import io.portalbots.tenant.AuditTrail;
import io.portalbots.tenant.TenantId;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The security log in PostgreSQL. Of what strangers can cause it takes {@value #MOST_CHEAP} lines a minute, so that
 * nobody fills the disk or hides among the noise.
 */
public final class PgAudit implements Audit, AuditTrail {

    private static final Logger LOG = LoggerFactory.getLogger(PgAudit.class);
    private static final int MOST_CHEAP = 60;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Sql sql;
    private final LongSupplier nanos;
    private final AtomicLong minute = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong cheap = new AtomicLong();

    public PgAudit(Pool pool) {
        this(pool, System::nanoTime);
    }

    PgAudit(Pool pool, LongSupplier nanos) {
        this.sql = new Sql(pool);
        this.nanos = nanos;
    }

    @Override
    public void note(Line line) {
        if (line.kind().cheap() && !affordable()) {
            return;
        }
        try {
            sql.change(
                    "insert into audit (kind, about, who, said) values ($1, $2, $3, $4)",
                    line.kind().name().toLowerCase(Locale.ROOT),
                    line.about(),
                    line.who(),
                    line.said());
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("tenant", line.about())
                    .addKeyValue("who", line.who())
                    .log(
                            "the security log cannot be written: {}: {}",
                            line.kind().word(),
                            line.said());
        }
    }

    private boolean affordable() {
        var now = nanos.getAsLong() / MINUTE;
        if (minute.getAndSet(now) != now) {
            cheap.set(0);
        }
        return cheap.incrementAndGet() <= MOST_CHEAP;
    }

    @Override
    public List<Entry> last(TenantId about, int most) {
        return sql.list(
                row -> new Entry(
                        row.getOffsetDateTime(0).toInstant(),
                        new Line(
                                Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                                about.toString(),
                                row.getString(2),
                                row.getString(3))),
                "select at, kind, who, said from audit where about = $1 order by audit_id desc limit $2",
                about.toString(),
                most);
    }
}
