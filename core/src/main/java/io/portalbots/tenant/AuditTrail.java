package io.portalbots.tenant;

import java.time.Instant;
import java.util.List;

/** The security log, to read. */
public interface AuditTrail {

    /** The last lines about a tenant, newest first. Blocks. */
    List<Entry> last(TenantId about, int most);

    /** A line, and when it was written by the database's clock. */
    record Entry(Instant at, Audit.Line line) {}
}
