package io.portalbots.tenant;

import io.portalbots.spi.PortalInfo;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * One customer's portal, as of its last proven installation.
 *
 * @param generation how often it was installed; whatever belongs to an older one is void
 * @param began when this generation began, by the database's clock
 * @param since when {@code state} began, likewise
 * @param endpoint the base of its REST methods, such as {@code https://acme.bitrix24.com/rest/}, as the authorization
 *     server named it
 * @param oauth origin of the authorization server that serves it; empty for the first one configured
 * @param language of the portal, two letters
 */
public record Tenant(
        TenantId id,
        int generation,
        Instant began,
        TenantState state,
        Instant since,
        URI endpoint,
        String oauth,
        String language) {

    /** One whose times are long ago, at the first authorization server. */
    public Tenant(TenantId id, int generation, TenantState state, URI endpoint, String language) {
        this(id, generation, Instant.EPOCH, state, Instant.EPOCH, endpoint, "", language);
    }

    /** This in another state. */
    public Tenant in(TenantState other) {
        return new Tenant(id, generation, began, other, since, endpoint, oauth, language);
    }

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
