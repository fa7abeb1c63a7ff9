package io.portalbots.tenant;

import java.util.Map;
import java.util.Set;

/** Keeps which apps administrators do not want on their portals. Without a word all are wanted. Methods block. */
public interface AppSwitches {

    /** Codes of the apps that are not wanted, by their plugin's id. */
    Map<String, Set<String>> disabled(TenantId tenant);

    /** Codes of one plugin's apps that are not wanted. */
    default Set<String> disabled(TenantId tenant, String plugin) {
        return disabled(tenant).getOrDefault(plugin, Set.of());
    }

    /**
     * Wants an app, or not.
     *
     * @param by who says so, for people to read later
     */
    void set(TenantId tenant, String plugin, String app, boolean wanted, String by);
}
