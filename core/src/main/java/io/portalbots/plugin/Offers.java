package io.portalbots.plugin;

import io.portalbots.spi.Offer;
import io.portalbots.spi.PortalInfo;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks plugins what they have for a portal. */
public final class Offers {

    private static final Logger LOG = LoggerFactory.getLogger(Offers.class);

    private final Waiting waiting;

    public Offers(Waiting waiting) {
        this.waiting = waiting;
    }

    /** What {@code plugin} offers; empty if it failed to say, which the log explains. */
    public Optional<Offer> of(Plugin plugin, PortalInfo portal) {
        try {
            return Optional.of(waiting.on(plugin.calls().call(code -> code.offer(portal)), PluginCalls.LIMIT));
        } catch (PluginException | TimeoutException e) {
            LOG.atWarn()
                    .addKeyValue("tenant", portal.tenant())
                    .addKeyValue("plugin", plugin)
                    .log("plugin does not say what it offers, so it keeps what it has", e);
            return Optional.empty();
        }
    }
}
