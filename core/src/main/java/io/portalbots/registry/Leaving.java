package io.portalbots.registry;

import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Registration;
import io.portalbots.plan.Wishes;
import io.portalbots.tenant.AppSwitches;
import io.portalbots.tenant.TenantId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Bots and chat apps that a tenant is about to lose though its administrator did not switch them off. Old ones that are
 * kept hidden for a while are none of those.
 */
public final class Leaving {

    private static final Set<String> COUNTED = Set.of(Key.BOT, Key.APP);

    private final AppSwitches switches;

    public Leaving(AppSwitches switches) {
        this.switches = switches;
    }

    /** By plugin. A setting that was emptied counts: who changes settings of many tenants at once is no administrator. */
    public Map<String, Set<Key>> of(TenantId tenant, Wishes wishes, Collection<Registration> ledger) {
        var wished = wishes.listings().stream().map(Listing::key).collect(Collectors.toSet());
        var leaving = ledger.stream()
                .filter(line -> line.id().isPresent()
                        && !line.retired()
                        && COUNTED.contains(line.key().surface()))
                .map(Registration::key)
                .filter(key -> !key.plugin().equals(Key.SHARED)
                        && !wished.contains(key)
                        && !wishes.undecided().contains(key.plugin()))
                .collect(Collectors.groupingBy(Key::plugin, TreeMap::new, Collectors.toCollection(HashSet<Key>::new)));
        var unwanted = new TreeMap<String, Set<Key>>();
        leaving.forEach((plugin, keys) -> {
            var off = switches.disabled(tenant, plugin);
            keys.removeIf(key -> key.surface().equals(Key.APP) && off.contains(key.code()));
            if (!keys.isEmpty()) {
                unwanted.put(plugin, keys);
            }
        });
        return unwanted;
    }
}
