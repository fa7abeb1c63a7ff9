package io.portalbots.chat;

import io.portalbots.tenant.Tenant;
import java.util.List;
import java.util.Optional;

/** Finds one's way from a portal's numbers to plugins and back, by what is registered there. Methods block. */
public interface Directory {

    /** The plugin whose own bot this is; empty for the shared bot and for bots that are not ours. */
    Optional<String> pluginOf(Tenant tenant, long bot);

    /** The plugin's own bot, where it is on the portal. */
    Optional<Long> botOf(Tenant tenant, String plugin);

    /** Whether the bot is ours, the shared one included. */
    boolean ours(Tenant tenant, long bot);

    /** The chat apps that are on the portal and wanted there. */
    List<Entry> apps(Tenant tenant);

    /** What has become of an app that was on the portal, to which an old address or keyboard may still lead. */
    Standing standing(Tenant tenant, String plugin, String code);

    /** What an app is on a portal by now. */
    enum Standing {

        /** It has a frame, or nobody knows that it has none. */
        FRAME,

        /** It does something in the messenger instead. */
        COMMAND,

        /** It is being changed: the portal did not say that it has it, or it is about to be taken away. */
        UNSETTLED,

        /** It is not there, nor meant to be. */
        GONE
    }

    /**
     * A chat app on a portal.
     *
     * @param code within its plugin
     * @param id the portal's number for it
     * @param bot the portal's number of the bot that owns it
     */
    record Entry(String plugin, String code, long id, long bot) {}
}
