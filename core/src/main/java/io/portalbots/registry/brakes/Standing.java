package io.portalbots.registry.brakes;

import io.portalbots.plugin.PluginSet;
import io.portalbots.tenant.Application;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says in what state plugins are: {@code absent}, or their version and the digest of their jar, so that an approval for one
 * state is none for another.
 */
record Standing(PluginSet set, Map<String, Application> applications, Set<String> undecided) {

    static final String ABSENT = "absent";

    static Standing of(PluginSet set, Map<String, Application> applications, Collection<String> known) {
        return new Standing(set, applications, set.undecided(known));
    }

    /** The state of a plugin, whoever brings it; empty while nobody can say. */
    Optional<String> of(String plugin) {
        return undecided.contains(plugin)
                ? Optional.empty()
                : Optional.of(set.find(plugin)
                        .map(loaded -> (loaded.version() + " " + loaded.digest()).strip())
                        .orElse(ABSENT));
    }

    /** The state of a plugin for the tenants of an application, or for those of all. */
    Optional<String> of(String application, String plugin) {
        return application.isEmpty() || brings(application, plugin)
                ? of(plugin)
                : of(plugin).map(elsewhere -> ABSENT);
    }

    boolean brings(String application, String plugin) {
        return Optional.ofNullable(applications.get(application))
                .filter(one -> one.brings(plugin))
                .isPresent();
    }

    /** Whether no plugin is there that the application brings. */
    boolean emptied(String application) {
        return set.loaded().keySet().stream().noneMatch(plugin -> brings(application, plugin));
    }
}
