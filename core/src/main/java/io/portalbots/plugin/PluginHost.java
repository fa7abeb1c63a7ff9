package io.portalbots.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the set of plugins equal to the jars of a folder. A jar that cannot be used is named in the log and in
 * {@link PluginSet#failures}; if it replaced one that could, that one stays in use. One thread at a time may look, and
 * it has to be one that may block.
 */
public final class PluginHost implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

    private static final Duration GRACE = Duration.ofMinutes(1);

    private final JarFolder folder;
    private final MemoryGuard memory = new MemoryGuard(() -> current().plugins());
    private final LoadedJar.Care care;
    private final LoaderWatch watch;
    private final Map<String, Taken> taken = new TreeMap<>();
    private volatile PluginSet current = PluginSet.empty();

    /** What became of a file: the plugin in use from it, and what is wrong with its present content. */
    private record Taken(Optional<LoadedJar> jar, Optional<PluginSet.Failure> failure) {}

    /**
     * Watches {@code folder}, which is made if it is not there.
     *
     * @param copies a folder of our own for private copies; emptied first
     */
    public PluginHost(Path folder, Path copies) throws IOException {
        this(folder, copies, Pace.USUAL, GRACE);
    }

    /** @param grace until classes that are still there after their jar are a leak */
    PluginHost(Path folder, Path copies, Pace pace, Duration grace) throws IOException {
        this.folder = new JarFolder(folder, copies);
        this.care = new LoadedJar.Care(pace, memory::starved);
        this.watch = new LoaderWatch(grace);
    }

    public PluginSet current() {
        return current;
    }

    /** The platform itself ran out of memory; answers whether that was a plugin's doing, which is disabled by now. */
    public boolean ranOutOfMemory() {
        return memory.blamed();
    }

    /** Plugins, with their versions, whose jars are gone and whose classes are not. */
    public List<String> leaking() {
        return watch.leaking();
    }

    /** How many jars are gone whose classes are not gone yet. */
    int unloading() {
        return watch.waiting();
    }

    /** Looks at the folder for the first time, and takes every jar as it is. */
    public PluginSet start() throws IOException {
        folder.changes();
        look();
        return current;
    }

    /**
     * Looks at the folder, at the memory, and at what plugins left behind.
     *
     * @return whether the set changed
     */
    public boolean look() throws IOException {
        var changes = folder.changes();
        var leaving = new ArrayList<LoadedJar>();
        for (var file : changes.gone()) {
            LOG.atInfo().addKeyValue("file", file).log("plugin jar removed");
            Optional.ofNullable(taken.remove(file)).flatMap(Taken::jar).ifPresent(leaving::add);
        }
        for (var file : changes.settled()) {
            take(file).ifPresent(leaving::add);
        }
        if (!changes.none()) {
            current = compose();
        }
        leaving.forEach(jar -> jar.close(watch));
        memory.look();
        taken.values().forEach(one -> one.jar().ifPresent(jar -> jar.look(watch)));
        watch.look();
        return !changes.none();
    }

    /** Takes the present content of a file into use; the answer is the plugin it replaces. */
    private Optional<LoadedJar> take(String file) {
        var before = Optional.ofNullable(taken.get(file)).flatMap(Taken::jar);
        try {
            var jar = LoadedJar.load(folder.copies(), copy(file), file, care);
            LOG.atInfo()
                    .addKeyValue("file", file)
                    .addKeyValue("plugin", jar.plugin())
                    .log("plugin loaded");
            taken.put(file, new Taken(Optional.of(jar), Optional.empty()));
            return before;
        } catch (PluginProblem problem) {
            LOG.atWarn().addKeyValue("file", file).log("plugin refused: {} {}", file, problem.what());
            var failure = new PluginSet.Failure(file, problem.plugin(), problem.what());
            taken.put(file, new Taken(before, Optional.of(failure)));
            return Optional.empty();
        }
    }

    private JarFolder.Copy copy(String file) throws PluginProblem {
        try {
            return folder.copy(file);
        } catch (IOException e) {
            throw new PluginProblem("cannot be read (" + e.getMessage() + ")");
        }
    }

    private PluginSet compose() {
        var failures = new ArrayList<PluginSet.Failure>();
        var winners = new TreeMap<String, Plugin>();
        taken.values().forEach(one -> one.failure().ifPresent(failures::add));
        taken.values().stream()
                .flatMap(one -> one.jar().stream())
                .map(LoadedJar::plugin)
                .sorted(JarManager.NEWEST_FIRST)
                .forEach(plugin -> admit(plugin, winners)
                        .ifPresentOrElse(why -> refuse(plugin, why, failures), () -> winners.put(plugin.id(), plugin)));
        return PluginSet.of(winners.values(), failures);
    }

    private static void refuse(Plugin plugin, String why, List<PluginSet.Failure> failures) {
        LOG.atWarn().addKeyValue("file", plugin.file()).log("plugin refused: {} {}", plugin.file(), why);
        failures.add(new PluginSet.Failure(plugin.file(), Optional.of(plugin.id()), why));
    }

    /** Why {@code plugin} cannot be used beside {@code others}. */
    private static Optional<String> admit(Plugin plugin, NavigableMap<String, Plugin> others) {
        var same = others.get(plugin.id());
        if (same != null) {
            return Optional.of(
                    "has the id '" + plugin.id() + "' of " + same.file() + ", which is version " + same.version());
        }
        return plugin.commonWords()
                .flatMap(word -> others.values().stream()
                        .filter(other -> other.commonWords().anyMatch(word::equals))
                        .map(other -> "claims the common command /" + word + ", which plugin " + other.id() + " has"))
                .findFirst();
    }

    @Override
    public void close() {
        current = PluginSet.empty();
        taken.values().forEach(one -> one.jar().ifPresent(jar -> jar.close(watch)));
        taken.clear();
    }
}
