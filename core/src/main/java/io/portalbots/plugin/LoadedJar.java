package io.portalbots.plugin;

import io.portalbots.spi.ChatPlugin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginState;

/** A jar in use, and how to let go of it. */
final class LoadedJar {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST_THREADS = 100;

    private final Plugin plugin;
    private final JarManager manager;
    private boolean unloaded;

    /** How calls of plugins are looked after; {@code starving} is told when one runs out of memory. */
    record Care(Pace pace, Consumer<PluginCalls> starving) {}

    private LoadedJar(Plugin plugin, JarManager manager) {
        this.plugin = plugin;
        this.manager = manager;
    }

    /**
     * Loads a private copy of a jar. Its constructor and declarations are a stranger's code, so they run on a thread
     * that may be left behind.
     *
     * @param folder the copies are in
     * @param file what the jar is called where people put it
     * @param care for its calls
     * @throws PluginProblem naming what is wrong with it
     */
    static LoadedJar load(Path folder, JarFolder.Copy copy, String file, Care care) throws PluginProblem {
        var manifest = PluginManifest.read(copy.path());
        var manager = new JarManager(folder);
        if (!manager.satisfies(manifest.requires())) {
            throw new PluginProblem(
                    "requires version " + manifest.requires() + " of the plugin interface; this platform has "
                            + JarManager.SPI_VERSION,
                    manifest.id());
        }
        var loading = new CompletableFuture<Plugin>();
        var group = new PluginGroup(manifest.id());
        var threads = Thread.ofPlatform().daemon().group(group).inheritInheritableThreadLocals(false);
        threads.name("load-" + manifest.id()).start(() -> {
            try {
                var extension = extension(manifest, copy.path(), manager);
                var calls = new PluginCalls(group, manifest.id(), extension, care.pace(), care.starving());
                loading.complete(declared(manifest, file, copy.digest(), extension, calls));
            } catch (Throwable e) {
                loading.completeExceptionally(e);
            }
        });
        try {
            return new LoadedJar(loading.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS), manager);
        } catch (ExecutionException e) {
            throw refusal(e.getCause(), manifest, manager);
        } catch (TimeoutException | InterruptedException e) {
            throw refusal(
                    new PluginProblem("did not finish loading in " + LIMIT.toSeconds() + " s"), manifest, manager);
        }
    }

    private static PluginProblem refusal(@Nullable Throwable why, PluginManifest manifest, JarManager manager) {
        manager.unloadPlugins();
        var what = why instanceof PluginProblem problem ? problem.what() : "failed to load: " + root(why);
        return new PluginProblem(what, manifest.id());
    }

    private static @Nullable Throwable root(@Nullable Throwable why) {
        var root = why;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static ChatPlugin extension(PluginManifest manifest, Path copy, JarManager manager) throws PluginProblem {
        manager.loadPlugin(copy);
        var state = manager.startPlugin(manifest.id());
        if (state != PluginState.STARTED) {
            throw new PluginProblem("could not be started (" + state + ")");
        }
        var found = manager.getExtensionClasses(ChatPlugin.class, manifest.id());
        if (found.isEmpty()) {
            throw new PluginProblem(
                    "has no extension: no class of it implements ChatPlugin and has @Extension, or it was"
                            + " built without PF4J's annotation processor");
        }
        if (found.size() > 1) {
            throw new PluginProblem("has " + found.size() + " extensions where one is expected");
        }
        return manager.getExtensionFactory().create(found.get(0)); // PF4J would log what it throws, and go on without
    }

    private static Plugin declared(
            PluginManifest manifest, String file, String digest, ChatPlugin extension, PluginCalls calls)
            throws PluginProblem {
        var bot = extension.bot();
        var commands = extension.commands();
        if (bot.isEmpty() && !commands.isEmpty()) {
            throw new PluginProblem("declares commands, but no bot for them");
        }
        return new Plugin(
                manifest.id(),
                manifest.version(),
                file,
                digest,
                bot,
                commands,
                extension.settings(),
                manifest.methods(),
                manifest.files(),
                calls);
    }

    Plugin plugin() {
        return plugin;
    }

    /** Disables a plugin that makes threads without end, and lets go of the code of one that is disabled. */
    void look(LoaderWatch watch) {
        var calls = plugin.calls();
        var threads = calls.ownThreads();
        if (threads > MOST_THREADS) {
            calls.disable("it made " + threads + " threads, and " + MOST_THREADS + " are the most");
        }
        if (calls.standing().state() == Standing.State.DISABLED) {
            close(watch);
        }
    }

    /** Ends its use; {@code watch} sees whether it goes. */
    void close(LoaderWatch watch) {
        if (unloaded) {
            return;
        }
        unloaded = true;
        plugin.calls().close();
        var loader = manager.getPluginClassLoader(plugin.id());
        manager.unloadPlugins();
        watch.left(plugin, loader);
    }
}
