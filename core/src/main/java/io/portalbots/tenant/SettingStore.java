package io.portalbots.tenant;

import io.portalbots.spi.Setting;
import java.util.Map;

/** Keeps what administrators set for plugins. Methods block. */
public interface SettingStore {

    /** The values for all plugins, by the plugin's id and by key. */
    Map<String, Map<String, String>> settings(TenantId tenant);

    /** The values for one plugin, by key. */
    default Map<String, String> settings(TenantId tenant, String plugin) {
        return settings(tenant).getOrDefault(plugin, Map.of());
    }

    /**
     * Sets one value; that of a {@link Setting.Type.Secret} is kept sealed.
     *
     * @param by who set it, for people to read later
     */
    void set(TenantId tenant, String plugin, Setting setting, String value, String by);

    /** Takes one value away. */
    void clear(TenantId tenant, String plugin, Setting setting);
}
