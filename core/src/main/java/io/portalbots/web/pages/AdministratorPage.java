package io.portalbots.web.pages;

import java.util.List;
import java.util.Optional;

/**
 * The page of an application as an administrator of a portal sees it; the one that ends an installation, too.
 *
 * @param application what it is called in our configuration
 * @param portal host of the portal
 * @param action where the page's forms go, without the word for what they do
 * @param session to be sent with everything the page asks for
 * @param installed whether the application was installed just now
 * @param alarm what keeps the portal from being served; may be empty
 * @param bots names of the bots one can write to
 * @param plugins at least one, unless the platform has none
 */
public record AdministratorPage(
        String application,
        String portal,
        String action,
        String session,
        boolean installed,
        Optional<Finish> finish,
        String alarm,
        List<String> bots,
        List<PluginCard> plugins) {

    /**
     * The portal is to be told that the installation is finished.
     *
     * @param origin of the portal
     * @param sid names the portal's page to itself
     * @param asked whether a person has to press a button, because the portal did not believe it the first time
     */
    public record Finish(String origin, String sid, boolean asked) {}

    public AdministratorPage {
        bots = List.copyOf(bots);
        plugins = List.copyOf(plugins);
    }

    /** How many settings have no value without which something is missing. */
    public long missing() {
        return plugins.stream()
                .flatMap(plugin -> plugin.fields().stream())
                .filter(Field::missing)
                .count();
    }
}
