package io.portalbots.chat;

import io.portalbots.spi.Portal.Answer;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantUnavailableException;
import java.util.Map;

/** Calls any method of a portal, for plugins. */
public interface PortalMethods {

    /**
     * Calls a method once. Blocks.
     *
     * @throws IllegalArgumentException if the parameters are not of texts, numbers, booleans, lists and maps
     * @throws PortalUnavailableException when the portal stays silent
     * @throws TenantUnavailableException when its tokens are lost, or it bars us
     */
    Answer call(Tenant tenant, String method, Map<String, ?> parameters);

    /** The scope that a method belongs to, as far as its name tells. */
    static String scope(String method) {
        var family = method.split("\\.", 2)[0];
        return family.equals("tasks") ? "task" : family;
    }
}
