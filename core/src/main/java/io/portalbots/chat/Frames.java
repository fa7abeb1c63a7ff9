package io.portalbots.chat;

import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.Waiting;
import io.portalbots.spi.FrameVisit;
import io.portalbots.spi.Page;
import io.portalbots.tenant.SettingStore;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantStore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the frames of plugins to people. Nothing of a plugin runs before the guard has passed them. */
public final class Frames {

    private static final Logger LOG = LoggerFactory.getLogger(Frames.class);

    private final TenantStore tenants;
    private final FrameGuard guard;
    private final Directory directory;
    private final Supplier<PluginSet> plugins;
    private final SettingStore settings;
    private final PluginVoice voice;

    /** What to show. */
    public sealed interface Answer {

        /** The page, to be framed by {@code origin} only. */
        record Shown(Page page, String origin, String language) implements Answer {}

        /** Nothing: the request is not signed by a portal of ours. */
        record Forbidden() implements Answer {}

        /** Nothing: the app is gone, or its plugin fails. */
        record Unavailable(String origin) implements Answer {}
    }

    public Frames(
            TenantStore tenants,
            FrameGuard guard,
            Directory directory,
            Supplier<PluginSet> plugins,
            SettingStore settings,
            Waiting waiting,
            ChatMetrics metrics) {
        this.tenants = tenants;
        this.guard = guard;
        this.directory = directory;
        this.plugins = plugins;
        this.settings = settings;
        this.voice = new PluginVoice(waiting, metrics);
    }

    public Answer open(TenantId id, FrameRequest request) {
        var tenant = tenants.find(id).filter(Tenant::active);
        if (tenant.isEmpty()) {
            return refused(id, request, "no active tenant of this name");
        }
        return guard.refusal(tenant.get(), request)
                .map(why -> refused(id, request, why))
                .orElseGet(() -> shown(tenant.get(), request));
    }

    private static Answer refused(TenantId id, FrameRequest request, String why) {
        LOG.atWarn()
                .addKeyValue("tenant", id)
                .addKeyValue("app", request.plugin() + "." + request.app())
                .log("frame refused: {}", why);
        return new Answer.Forbidden();
    }

    private Answer shown(Tenant tenant, FrameRequest request) {
        return plugins.get()
                .find(request.plugin())
                .filter(plugin -> isOnPortal(tenant, request))
                .flatMap(plugin -> {
                    var visit = visit(tenant, plugin, request);
                    return voice.ask(tenant, plugin, "frame", code -> code.frame(visit));
                })
                .<Answer>map(page -> new Answer.Shown(page, tenant.origin(), language(tenant, request)))
                .orElseGet(() -> new Answer.Unavailable(tenant.origin()));
    }

    /** An address outlives its app: the plugin may offer it no more, or the application bring it no more. */
    private boolean isOnPortal(Tenant tenant, FrameRequest request) {
        return directory.apps(tenant).stream()
                .anyMatch(entry ->
                        entry.plugin().equals(request.plugin()) && entry.code().equals(request.app()));
    }

    private FrameVisit visit(Tenant tenant, Plugin plugin, FrameRequest request) {
        return new FrameVisit(
                request.app(),
                tenant.info(settings.settings(tenant.id(), plugin.id())),
                Long.parseLong(request.parameter("USER_ID")),
                request.parameter("DIALOG_ID"),
                request.present("BUTTON_PARAMS"),
                language(tenant, request),
                request.parameter("DARK_MODE").equals("Y"));
    }

    private static String language(Tenant tenant, FrameRequest request) {
        return request.present("LANG").filter(word -> word.matches("[a-z]{2}")).orElse(tenant.language());
    }
}
