package io.portalbots.chat;

import io.portalbots.spi.FrameVisit;
import io.portalbots.tenant.TenantId;
import java.util.Optional;

/**
 * One opening of a frame by a person, as far as the guard has passed it.
 *
 * @param id of its own, random
 * @param generation of the tenant; void in another one
 * @param plugin and {@code app}: from the path
 * @param person whom the portal vouches for
 * @param dialog a claim of the browser, as {@link FrameVisit} says
 * @param button likewise
 * @param language two letters
 */
public record FrameSession(
        String id,
        TenantId tenant,
        int generation,
        String plugin,
        String app,
        long person,
        String dialog,
        Optional<String> button,
        String language,
        boolean dark) {

    /** Whether it was opened at this address. */
    public boolean isFor(TenantId other, String otherPlugin, String otherApp) {
        return tenant.equals(other) && plugin.equals(otherPlugin) && app.equals(otherApp);
    }
}
