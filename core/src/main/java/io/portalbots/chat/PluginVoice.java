package io.portalbots.chat;

import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginCalls;
import io.portalbots.plugin.PluginException;
import io.portalbots.plugin.Waiting;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.tenant.Tenant;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Calls plugins on behalf of people, waits for them, and counts. */
final class PluginVoice {

    private static final Logger LOG = LoggerFactory.getLogger(PluginVoice.class);

    /** After this people are shown that something is coming. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final Waiting waiting;
    private final ChatMetrics metrics;

    PluginVoice(Waiting waiting, ChatMetrics metrics) {
        this.waiting = waiting;
        this.metrics = metrics;
    }

    /**
     * What the plugin answers; empty if it failed, which the log explains.
     *
     * @param call for the metrics: message, command, greeting or frame
     */
    <T> Optional<T> ask(Tenant tenant, Plugin plugin, String call, Function<ChatPlugin, T> what) {
        try {
            return Optional.of(answer(tenant, plugin, call, what, () -> {}));
        } catch (PluginException e) {
            return Optional.empty();
        }
    }

    /**
     * Has the plugin do something.
     *
     * @param slow is done once, if the plugin takes longer than people like to wait
     * @throws PluginException if it failed, which the log explains
     */
    void tell(Tenant tenant, Plugin plugin, String call, Consumer<ChatPlugin> what, Runnable slow) {
        answer(
                tenant,
                plugin,
                call,
                code -> {
                    what.accept(code);
                    return true;
                },
                slow);
    }

    private <T> T answer(Tenant tenant, Plugin plugin, String call, Function<ChatPlugin, T> what, Runnable slow) {
        var since = metrics.calling();
        try {
            var answer = waited(plugin.calls().call(tenant.id().toString(), what), slow);
            metrics.called(since, plugin.id(), call, "done");
            return answer;
        } catch (PluginException e) {
            metrics.called(since, plugin.id(), call, e.kind().word());
            LOG.atLevel(e.kind().uncalled() ? Level.DEBUG : Level.WARN)
                    .addKeyValue("tenant", tenant.id())
                    .addKeyValue("plugin", plugin)
                    .addKeyValue("call", call)
                    .log("plugin failed", e);
            throw e;
        } catch (TimeoutException e) {
            throw new IllegalStateException("a call of " + plugin + " ended neither by itself nor by its limit", e);
        }
    }

    private <T> T waited(CompletionStage<T> answer, Runnable slow) throws TimeoutException {
        try {
            return waiting.on(answer, SLOW);
        } catch (TimeoutException e) {
            slow.run();
            return waiting.on(answer, PluginCalls.PATIENCE);
        }
    }
}
