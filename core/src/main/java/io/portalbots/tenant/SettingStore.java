package io.portalbots.tenant;

import java.util.Map;

/** Keeps what administrators set for plugins. Methods block. */
public interface SettingStore {

    /** The values for one plugin, by key. */
    Map<String, String> settings(TenantId tenant, String plugin);

    /**
     * Sets one value.
     *
     * @param by who set it, for people to read later
     */
    void set(TenantId tenant, String plugin, String key, String value, String by);
}
