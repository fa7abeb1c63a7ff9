package io.portalbots.tenant;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Switches kept in memory, the same for every tenant. */
public final class MemorySwitches implements AppSwitches {

    private final Set<String> off = new TreeSet<>();

    @Override
    public Set<String> disabled(TenantId tenant, String plugin) {
        return off.stream()
                .filter(app -> app.startsWith(plugin + "."))
                .map(app -> app.substring(plugin.length() + 1))
                .collect(Collectors.toSet());
    }

    @Override
    public void set(TenantId tenant, String plugin, String app, boolean wanted, String by) {
        if (wanted) {
            off.remove(plugin + "." + app);
        } else {
            off.add(plugin + "." + app);
        }
    }
}
