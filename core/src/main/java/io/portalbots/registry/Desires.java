package io.portalbots.registry;

import io.portalbots.plan.Key;
import io.portalbots.plugin.PluginSet;
import io.portalbots.registry.ReconcileQueue.Desired;
import io.portalbots.registry.Wishing.Naming;
import io.portalbots.tenant.Application;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells the queue what the applications' plugins are in this process, at its start and whenever that is another thing
 * than before. A plugin is its jar's content; beside plugins, what we are called towards portals is told, and how we put
 * listings together.
 */
public final class Desires {

    /** To be counted up when the same plugin comes to look different on portals. */
    private static final String FORMAT = "2";

    private final Collection<Application> applications;
    private final Supplier<PluginSet> plugins;
    private final Supplier<Naming> naming;
    private final ReconcileQueue queue;
    private Optional<Told> told = Optional.empty();

    /** What decides: what there is by application, and the plugins that may be there though they are not loaded. */
    private record Told(Map<String, List<Desired>> desired, Set<String> failed, boolean nameless) {}

    public Desires(
            Collection<Application> applications,
            Supplier<PluginSet> plugins,
            Supplier<Naming> naming,
            ReconcileQueue queue) {
        this.applications = List.copyOf(applications);
        this.plugins = plugins;
        this.naming = naming;
        this.queue = queue;
    }

    /** Tells it, unless it is what was told last. Whatever fails is to be tried again. */
    public void tell() {
        var set = plugins.get();
        var now = told(set);
        if (told.filter(now::equals).isEmpty()) {
            now.desired().forEach((application, desired) -> queue.desire(application, desired, set::undecided));
            told = Optional.of(now);
        }
    }

    private Told told(PluginSet set) {
        var desired = new TreeMap<String, List<Desired>>();
        applications.forEach(application -> desired.put(application.name(), desired(application, set)));
        var failed = set.failures().stream()
                .flatMap(failure -> failure.plugin().stream())
                .filter(plugin -> set.find(plugin).isEmpty())
                .collect(Collectors.toSet());
        var nameless =
                set.failures().stream().anyMatch(failure -> failure.plugin().isEmpty());
        return new Told(desired, failed, nameless);
    }

    private List<Desired> desired(Application application, PluginSet set) {
        var brought = set.plugins().stream()
                .filter(plugin -> application.brings(plugin.id()))
                .map(plugin -> new Desired(plugin.id(), plugin.version(), plugin.digest()));
        return Stream.concat(Stream.of(ours()), brought).toList();
    }

    private Desired ours() {
        var names = naming.get();
        var bot = names.sharedBot();
        var shaping = List.of(names.publicUrl(), names.botPrefix(), bot.name(), bot.workPosition(), bot.color());
        return new Desired(Key.SHARED, FORMAT, sha256(FORMAT + shaping));
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
