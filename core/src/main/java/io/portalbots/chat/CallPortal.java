package io.portalbots.chat;

import io.portalbots.plugin.Plugin;
import io.portalbots.spi.Portal;
import io.portalbots.spi.PortalException;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantUnavailableException;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Calls what the plugin's manifest declares, and remembers which scopes were missing. */
final class CallPortal implements Portal {

    private final Hosts.Services services;
    private final Tenant tenant;
    private final Plugin plugin;
    private final BooleanSupplier over;

    CallPortal(Hosts.Services services, Tenant tenant, Plugin plugin, BooleanSupplier over) {
        this.services = services;
        this.tenant = tenant;
        this.plugin = plugin;
        this.over = over;
    }

    @Override
    public Answer call(String method, Map<String, ?> parameters) {
        if (over.getAsBoolean()) {
            throw new PortalException("the call that this portal was given to is over");
        }
        if (!plugin.methods().contains(method)) {
            throw new IllegalArgumentException(
                    "the manifest of " + plugin.id() + " does not declare '" + method + "' in Plugin-Methods");
        }
        try {
            var answer = services.methods().call(tenant, method, parameters);
            remember(method, answer);
            return answer;
        } catch (PortalUnavailableException | TenantUnavailableException e) {
            throw new PortalException("the portal did not answer " + method, e);
        }
    }

    private void remember(String method, Answer answer) {
        if (answer instanceof Answer.Refused refused && refused.reason() instanceof Reason.ScopeMissing missing) {
            services.scopes().refused(tenant, plugin.id(), missing.scope(), method);
        } else {
            services.scopes().granted(tenant, plugin.id(), PortalMethods.scope(method));
        }
    }
}
