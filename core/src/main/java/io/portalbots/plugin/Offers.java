package io.portalbots.plugin;

import io.portalbots.spi.Offer;
import io.portalbots.spi.PortalInfo;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

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
            var answer = plugin.calls().call(portal.tenant(), code -> code.offer(portal));
            return Optional.of(waiting.on(answer, PluginCalls.PATIENCE));
        } catch (PluginException e) {
            log(e.kind().uncalled() ? Level.DEBUG : Level.WARN, plugin, portal, e);
            return Optional.empty();
        } catch (TimeoutException e) {
            log(Level.WARN, plugin, portal, e);
            return Optional.empty();
        }
    }

    private static void log(Level level, Plugin plugin, PortalInfo portal, Exception why) {
        LOG.atLevel(level)
                .addKeyValue("tenant", portal.tenant())
                .addKeyValue("plugin", plugin)
                .log("plugin does not say what it offers, so it keeps what it has", why);
    }
}
