package io.portalbots.spi;

import java.util.Map;
import java.util.Optional;

/**
 * What a plugin may know of a portal.
 *
 * @param tenant names the portal's installation, for as long as the platform knows it
 * @param domain what the portal is called today, such as {@code acme.bitrix24.com}
 * @param language of the portal, two letters, lower case
 * @param settings what its administrator set for this plugin
 */
public record PortalInfo(String tenant, String domain, String language, Map<String, String> settings) {

    public PortalInfo {
        settings = Map.copyOf(settings);
    }

    public Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    /** Names no values: settings may be secret. */
    @Override
    public String toString() {
        return "PortalInfo[" + tenant + ", " + domain + ", " + language + ", settings " + settings.keySet() + "]";
    }
}
