package io.portalbots.chat;

import io.portalbots.plugin.Plugin;
import io.portalbots.tenant.MissingScopes;
import io.portalbots.tenant.StorageStore;
import io.portalbots.tenant.Tenant;

/** Gives each call of a plugin a host of its own. */
public final class Hosts {

    private final Services services;

    /** What hosts give access to. */
    public record Services(
            StorageStore storage,
            PortalMethods methods,
            MissingScopes scopes,
            Messenger messenger,
            Directory directory) {}

    public Hosts(Services services) {
        this.services = services;
    }

    /** A host for one call, to be closed when that is over. */
    CallHost open(Tenant tenant, Plugin plugin) {
        return new CallHost(services, tenant, plugin);
    }

    /** Likewise, for a call about a frame. */
    FrameHost open(Tenant tenant, Plugin plugin, FrameSession session) {
        return new FrameHost(open(tenant, plugin), services.directory(), tenant, session);
    }
}
