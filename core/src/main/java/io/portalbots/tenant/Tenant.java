package io.portalbots.tenant;

import io.portalbots.spi.PortalInfo;
import java.net.URI;
import java.util.Map;

/**
 * One customer's portal, as of its last proven installation.
 *
 * @param generation how often it was installed; whatever belongs to an older one is void
 * @param endpoint the base of its REST methods, such as {@code https://acme.bitrix24.com/rest/}, as the authorization
 *     server named it
 * @param language of the portal, two letters
 */
public record Tenant(TenantId id, int generation, TenantState state, URI endpoint, String language) {

    public boolean active() {
        return state instanceof TenantState.Active;
    }

    /** Host and, unless it is the default, port. */
    public String domain() {
        return endpoint.getAuthority();
    }

    /** Scheme and {@link #domain}: where the pages of the portal come from. */
    public String origin() {
        return endpoint.getScheme() + "://" + endpoint.getAuthority();
    }

    /** What {@code settings} for one plugin let it know of this portal. */
    public PortalInfo info(Map<String, String> settings) {
        return new PortalInfo(id.toString(), domain(), language, settings);
    }
}
