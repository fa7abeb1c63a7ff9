package io.portalbots.registry.brakes;

import io.portalbots.registry.Brakes;
import io.portalbots.registry.brakes.Census.Entry;
import io.portalbots.registry.brakes.Hold.Cause;
import io.portalbots.registry.brakes.Hold.Found;
import io.portalbots.registry.brakes.Hold.Matter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A change of plugins on its way to the tenants.
 *
 * @param accepted the states of plugins that went out already; empty before the first
 */
record Rollout(Standing standing, Census census, Map<String, String> accepted) {

    /** The plugins that changed, with the states that would go out. */
    Map<String, String> changed() {
        return Stream.of(standing.set().loaded().keySet(), accepted.keySet(), census.plugins())
                .flatMap(Set::stream)
                .distinct()
                .filter(plugin -> change(plugin).isPresent())
                .collect(Collectors.toMap(
                        plugin -> plugin, plugin -> change(plugin).orElseThrow(), (a, b) -> a, TreeMap::new));
    }

    private Optional<String> change(String plugin) {
        return standing.of(plugin).filter(state -> !state.equals(accepted.getOrDefault(plugin, Standing.ABSENT)));
    }

    /** The plugins of a change that touches too many tenants, but those that are {@code stopped} already. */
    List<Found> found(Set<String> stopped, Brakes.Limits limits) {
        var changed = changed();
        changed.keySet().removeAll(stopped);
        var touched = touched(changed.keySet());
        if (accepted.isEmpty() || limits.tenants() == 0 || touched <= limits.tenants()) {
            return List.of();
        }
        var said = "the change of " + String.join(", ", changed.keySet()) + " touches " + touched
                + " tenants; no more than " + limits.tenants() + " may be touched by one";
        return changed.entrySet().stream()
                .map(change -> new Found(
                        new Matter("", change.getKey(), Cause.TENANTS, change.getValue()),
                        said,
                        0,
                        touched(Set.of(change.getKey()))))
                .toList();
    }

    /** At most so many: a tenant that has two vanished plugins counts twice. */
    private long touched(Set<String> plugins) {
        return census.tenants().entrySet().stream()
                .mapToLong(application -> touched(application.getKey(), application.getValue(), plugins))
                .sum();
    }

    private long touched(String application, long all, Set<String> plugins) {
        var offered = plugins.stream()
                .anyMatch(plugin -> standing.set().find(plugin).isPresent() && standing.brings(application, plugin));
        var having = census.entries().stream()
                .filter(entry -> entry.application().equals(application) && plugins.contains(entry.plugin()))
                .mapToLong(Entry::tenants)
                .sum();
        return offered ? all : Math.min(all, having);
    }
}
