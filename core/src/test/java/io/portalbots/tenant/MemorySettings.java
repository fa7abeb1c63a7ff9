package io.portalbots.tenant;

import io.portalbots.spi.Setting;
import java.util.HashMap;
import java.util.Map;

/** Settings kept in memory, the same for every tenant. */
public final class MemorySettings implements SettingStore {

    private final Map<String, Map<String, String>> values = new HashMap<>();

    @Override
    public Map<String, Map<String, String>> settings(TenantId tenant) {
        return Map.copyOf(values);
    }

    @Override
    public void set(TenantId tenant, String plugin, Setting setting, String value, String by) {
        values.computeIfAbsent(plugin, any -> new HashMap<>()).put(setting.key(), value);
    }

    @Override
    public void clear(TenantId tenant, String plugin, Setting setting) {
        values.getOrDefault(plugin, new HashMap<>()).remove(setting.key());
    }
}
