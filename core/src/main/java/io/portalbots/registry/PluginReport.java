package io.portalbots.registry;

import io.portalbots.plugin.Plugin;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.Offer.Missing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plugin as it stands on one portal, for its administrator.
 *
 * @param plugin empty unless it is loaded
 * @param settings what was set, by key; holds secrets
 * @param apps what it offers there, and what it had there before
 * @param missing what could be set to get more
 * @param scopes that the portal has to grant for all of it to work
 */
public record PluginReport(
        String id,
        State state,
        Optional<Plugin> plugin,
        Map<String, String> settings,
        List<App> apps,
        List<Missing> missing,
        List<String> scopes) {

    public PluginReport {
        settings = Map.copyOf(settings);
        apps = List.copyOf(apps);
        missing = List.copyOf(missing);
        scopes = List.copyOf(scopes);
    }

    /** Whether the plugin can be used. */
    public enum State {
        LOADED,
        /** It cannot be loaded, or does not say what it offers; what it has on the portal stays. */
        FAILED,
        /** The application does not bring it, or no more; what it has on the portal is taken away. */
        NOT_BROUGHT
    }

    /**
     * A chat app.
     *
     * @param offer as the plugin offers it; empty if it does not, or not any more
     * @param titles what it is called, by language
     * @param wanted whether the administrator wants it
     */
    public record App(String code, Optional<ChatApp> offer, Map<String, String> titles, boolean wanted, Stand stand) {
        public App {
            titles = Map.copyOf(titles);
        }
    }

    /** How things stand between us and the portal. */
    public sealed interface Stand {

        /** The portal took it as it is, at {@code since}. People see it when their messenger next looks. */
        record There(Instant since) implements Stand {}

        /** It is wished as it is, and the portal has not answered yet. */
        record Waiting() implements Stand {}

        /** The portal does not want it as it is, by this documented code. */
        record Refused(String error, Instant at) implements Stand {}

        /** The portal does not want the bot to which it would belong. */
        record BotRefused(String error, Instant at) implements Stand {}

        /** It is still there, and is about to be taken away. */
        record Leaving() implements Stand {}

        /** It is not there, and not wished. */
        record Absent() implements Stand {}
    }

    /** Names no values: settings may be secret. */
    @Override
    public String toString() {
        return "PluginReport[" + id + ", " + state + ", settings " + settings.keySet() + ", " + apps + "]";
    }
}
