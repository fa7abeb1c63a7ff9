package io.portalbots.plugin;

import io.portalbots.spi.ChatPlugin;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Plugins without jars, for tests of what is around them. */
public final class TestPlugins {

    private TestPlugins() {}

    public static Plugin plugin(String id, ChatPlugin code) {
        return plugin(id, code, Set.of());
    }

    /** One whose manifest declares methods of portals. */
    public static Plugin plugin(String id, ChatPlugin code, Set<String> methods) {
        return plugin(id, code, methods, new PluginCalls(id, code));
    }

    private static Plugin plugin(String id, ChatPlugin code, Set<String> methods, PluginCalls calls) {
        return new Plugin(
                id,
                "1.0.0",
                id + ".jar",
                "digest of " + id,
                code.bot(),
                code.commands(),
                code.settings(),
                methods,
                StaticFiles.NONE,
                calls);
    }

    /** One that is not called for so long, but then. */
    public static Plugin resting(String id, ChatPlugin code, Duration rest) {
        var pace = new Pace(Pace.USUAL.limit(), Pace.USUAL.look(), rest, rest);
        var calls = new PluginCalls(new ThreadGroup(id), id, code, pace, starved -> {});
        calls.rest("a test says so");
        return plugin(id, code, Set.of(), calls);
    }

    /** Disables it, as what eats memory is. */
    public static Plugin disabled(String id, ChatPlugin code) {
        var calls = new PluginCalls(id, code);
        calls.disable("a test says so");
        return plugin(id, code, Set.of(), calls);
    }

    public static PluginSet set(Plugin... plugins) {
        return PluginSet.of(Arrays.asList(plugins), List.of());
    }

    /** None but one whose jar cannot be used. */
    public static PluginSet broken(String id) {
        return PluginSet.of(List.of(), List.of(new PluginSet.Failure(id + ".jar", Optional.of(id), "is half a jar")));
    }

    /** Waits as a plain thread does. */
    public static Waiting waiting() {
        return new Waiting() {
            @Override
            public <T> T on(CompletionStage<T> stage, Duration limit) {
                return await(stage);
            }
        };
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
