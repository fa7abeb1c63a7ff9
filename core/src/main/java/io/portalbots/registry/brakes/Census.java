package io.portalbots.registry.brakes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much active tenants have, of each plugin.
 *
 * @param entries of which something is registered; the shared bot is not counted
 * @param tenants active ones, by application
 */
public record Census(List<Entry> entries, Map<String, Long> tenants) {

    /**
     * What the tenants of an application have of a plugin.
     *
     * @param apps bots and chat apps that portals took, without old ones that are kept hidden
     * @param tenants that have anything of it
     */
    public record Entry(String application, String plugin, long apps, long tenants) {}

    public Census {
        entries = List.copyOf(entries);
        tenants = Map.copyOf(tenants);
    }

    /** All bots and chat apps. */
    long apps() {
        return entries.stream().mapToLong(Entry::apps).sum();
    }

    Set<String> plugins() {
        return entries.stream().map(Entry::plugin).collect(Collectors.toSet());
    }
}
