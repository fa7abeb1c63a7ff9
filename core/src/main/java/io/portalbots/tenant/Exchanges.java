package io.portalbots.tenant;

import java.util.List;

/** Remembers for three days what we asked portals and what they answered. */
public interface Exchanges {

    /** Remembers one, soon. Does not block; when more come than can be written, it is dropped and counted. */
    void happened(Exchange exchange);

    /** The last ones with a tenant's portal, newest first. Blocks. */
    List<Exchange> last(TenantId tenant, int most);

    /** Forgets those of one tenant. Blocks. */
    void forget(TenantId tenant);
}
