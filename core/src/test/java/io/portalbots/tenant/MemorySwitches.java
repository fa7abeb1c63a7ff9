package io.portalbots.tenant;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Switches kept in memory, the same for every tenant. */
public final class MemorySwitches implements AppSwitches {

    private final Set<String> off = new TreeSet<>();

    @Override
    public Map<String, Set<String>> disabled(TenantId tenant) {
        return off.stream()
                .map(app -> app.split("\\.", 2))
                .collect(Collectors.groupingBy(app -> app[0], Collectors.mapping(app -> app[1], Collectors.toSet())));
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
