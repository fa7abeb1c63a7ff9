package io.portalbots.tenant;

import java.util.Set;

/** Keeps which apps administrators do not want on their portals. Without a word all are wanted. Methods block. */
public interface AppSwitches {

    /** Codes of the plugin's apps that are not wanted. */
    Set<String> disabled(TenantId tenant, String plugin);

    /**
     * Wants an app, or not.
     *
     * @param by who says so, for people to read later
     */
    void set(TenantId tenant, String plugin, String app, boolean wanted, String by);
}
