package io.portalbots.plugin;

import io.portalbots.plugin.PluginException.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The plugins of one moment. Immutable: a change makes another set.
 *
 * @param loaded by id
 * @param failures jars of the folder that are not used
 */
public record PluginSet(Map<String, Plugin> loaded, List<Failure> failures) {

    /** A jar that is not used; {@code plugin} is whose it is, if that could be read. */
    public record Failure(String file, Optional<String> plugin, String why) {
        @Override
        public String toString() {
            return file + " " + why;
        }
    }

    public PluginSet {
        loaded = Map.copyOf(loaded);
        failures = List.copyOf(failures);
    }

    public static PluginSet empty() {
        return new PluginSet(Map.of(), List.of());
    }

    static PluginSet of(Collection<Plugin> plugins, List<Failure> failures) {
        return new PluginSet(
                plugins.stream().collect(Collectors.toMap(Plugin::id, Function.identity(), (a, b) -> a, TreeMap::new)),
                failures);
    }

    public Optional<Plugin> find(String id) {
        return Optional.ofNullable(loaded.get(id));
    }

    /** Why a plugin is not called that is not loaded though its jar may be there; empty if it is not there either. */
    public Optional<PluginException> unloaded(String id) {
        return undecided(Set.of(id)).stream()
                .findFirst()
                .map(plugin -> new PluginException(
                        Kind.UNLOADED, plugin, "is not loaded: its jar cannot be used", null, Circuit.LONGEST_PAUSE));
    }

    /** In order of their ids. */
    public List<Plugin> plugins() {
        return loaded.values().stream()
                .sorted(java.util.Comparator.comparing(Plugin::id))
                .toList();
    }

    /**
     * Which of {@code known} plugins are not loaded though their jar may be there: it failed, or a jar failed of which
     * nobody can say whose it is.
     */
    public Set<String> undecided(Collection<String> known) {
        var anybody = failures.stream().anyMatch(failure -> failure.plugin().isEmpty());
        var failed =
                failures.stream().flatMap(failure -> failure.plugin().stream()).collect(Collectors.toSet());
        return known.stream()
                .filter(plugin -> !loaded.containsKey(plugin) && (anybody || failed.contains(plugin)))
                .collect(Collectors.toSet());
    }
}
