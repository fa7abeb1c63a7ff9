package io.portalbots.chat;

import io.portalbots.tenant.Tenant;
import java.util.List;
import java.util.Optional;

/** Finds one's way from a portal's numbers to plugins and back, by what is registered there. Methods block. */
public interface Directory {

    /** The plugin whose own bot this is; empty for the shared bot and for bots that are not ours. */
    Optional<String> pluginOf(Tenant tenant, long bot);

    /** Whether the bot is ours, the shared one included. */
    boolean ours(Tenant tenant, long bot);

    /** The chat apps that are on the portal and wanted there. */
    List<Entry> apps(Tenant tenant);

    /**
     * A chat app on a portal.
     *
     * @param code within its plugin
     * @param id the portal's number for it
     * @param bot the portal's number of the bot that owns it
     */
    record Entry(String plugin, String code, long id, long bot) {}
}
