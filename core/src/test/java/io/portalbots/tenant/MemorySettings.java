package io.portalbots.tenant;

import java.util.HashMap;
import java.util.Map;

/** Settings kept in memory, the same for every tenant. */
public final class MemorySettings implements SettingStore {

    private final Map<String, Map<String, String>> values = new HashMap<>();

    @Override
    public Map<String, String> settings(TenantId tenant, String plugin) {
        return Map.copyOf(values.getOrDefault(plugin, Map.of()));
    }

    @Override
    public void set(TenantId tenant, String plugin, String key, String value, String by) {
        values.computeIfAbsent(plugin, any -> new HashMap<>()).put(key, value);
    }
}
