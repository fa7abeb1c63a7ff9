package io.portalbots.chat;

import io.portalbots.chat.Directory.Standing;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.Waiting;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.FrameVisit;
import io.portalbots.spi.Host;
import io.portalbots.spi.Page;
import io.portalbots.tenant.Audit;
import io.portalbots.tenant.SettingStore;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the frames of plugins to people, in two steps: the address that the portal signed is exchanged for a session,
 * and the session shows the page. The signature has no time, so whoever sees that address could use it for ever; the
 * session ends after {@link #LIFE}. Within it the page can be reloaded; each time after the first is flagged in the log.
 *
 * <p>Nothing is looked up but the tenant, and nothing of a plugin runs, before the guard has passed them.
 */
public final class Frames {

    /** How long a session is good for. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Frames.class);
    private static final int LONGEST_CLAIM = 255;
    private static final String SUBMIT = "submit";

    private final TenantStore tenants;
    private final FrameGuard guard;
    private final Directory directory;
    private final Supplier<PluginSet> plugins;
    private final SettingStore settings;
    private final Hosts hosts;
    private final PluginVoice voice;
    private final ChatMetrics metrics;
    private final Audit audit;
    private final FrameReplays replays = new FrameReplays(LIFE);

    /** What becomes of a request. */
    public sealed interface Answer {

        /** The person may look, with this session. */
        record Admitted(FrameSession session) implements Answer {}

        /** The page, to be framed by the portal only. */
        record Shown(Page page, Tenant tenant, String language) implements Answer {}

        /** A notice: the app has no frame any more, or is not offered any more, as old keyboards do not know. */
        record Outdated(Tenant tenant, String language) implements Answer {}

        /** Nothing: the app is being changed, or its plugin fails or is not loaded. */
        record Unavailable(Tenant tenant) implements Answer {}

        /**
         * Nothing: neither signed by a portal of ours, nor a session that is good.
         *
         * @param tenant whom the address names, if there is such
         */
        record Forbidden(Optional<Tenant> tenant) implements Answer {}
    }

    public Frames(
            TenantStore tenants,
            FrameGuard guard,
            Directory directory,
            Supplier<PluginSet> plugins,
            SettingStore settings,
            Hosts hosts,
            Waiting waiting,
            ChatMetrics metrics,
            Audit audit) {
        this.tenants = tenants;
        this.guard = guard;
        this.directory = directory;
        this.plugins = plugins;
        this.settings = settings;
        this.hosts = hosts;
        this.voice = new PluginVoice(waiting, metrics);
        this.metrics = metrics;
        this.audit = audit;
    }

    /** Admits a person whose address the portal signed; forbids others. */
    public Answer admit(TenantId id, FrameRequest request) {
        var tenant = tenants.find(id);
        if (tenant.filter(Tenant::active).isEmpty()) {
            return forbidden(id, tenant, "no active tenant of this name");
        }
        return guard.refusal(tenant.get(), request)
                .map(why -> forbidden(id, tenant, why))
                .orElseGet(() -> new Answer.Admitted(session(tenant.get(), request)));
    }

    private FrameSession session(Tenant tenant, FrameRequest request) {
        return new FrameSession(
                UUID.randomUUID().toString(),
                tenant.id(),
                tenant.generation(),
                request.plugin(),
                request.app(),
                Long.parseLong(request.parameter("USER_ID")),
                claim(request.parameter("DIALOG_ID")),
                request.present("BUTTON_PARAMS").map(Frames::claim),
                request.present("LANG").filter(word -> word.matches("[a-z]{2}")).orElse(tenant.language()),
                request.parameter("DARK_MODE").equals("Y"));
    }

    /** As it came, but short enough for an address. */
    private static String claim(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_CLAIM));
    }

    /** What a plugin is asked. */
    private interface Question {
        Page ask(ChatPlugin code, FrameVisit visit, Host host);
    }

    /** Shows the page of a session of ours that is not over. */
    public Answer show(FrameSession session) {
        return answer(session, "frame", ChatPlugin::frame);
    }

    /** Hands the plugin a form that was sent in such a session, and shows what it answers. */
    public Answer submit(FrameSession session, Map<String, String> fields) {
        return answer(session, SUBMIT, (code, visit, host) -> code.submitted(visit, fields, host));
    }

    private Answer answer(FrameSession session, String call, Question question) {
        var tenant = tenants.find(session.tenant());
        if (tenant.filter(Tenant::active).isEmpty()) {
            return forbidden(session.tenant(), tenant, "no active tenant of this name");
        }
        if (tenant.get().generation() != session.generation()) {
            return forbidden(session.tenant(), tenant, "the session is of generation " + session.generation());
        }
        return opened(tenant.get(), session, call, question);
    }

    /** An address outlives its app, since keyboards keep it. What the plugin does not offer any more is not asked of it. */
    private Answer opened(Tenant tenant, FrameSession session, String call, Question question) {
        var plugin = plugins.get().find(session.plugin());
        var standing = plugin.map(known -> directory.standing(tenant, known.id(), session.app()))
                .orElse(Standing.UNSETTLED);
        return switch (standing) {
            case COMMAND, GONE -> outdated(tenant, session);
            case FRAME -> {
                count(session, call);
                yield shown(tenant, session, page(tenant, plugin.orElseThrow(), session, call, question));
            }
            case UNSETTLED -> {
                count(session, call);
                yield shown(tenant, session, Optional.empty());
            }
        };
    }

    private Answer outdated(Tenant tenant, FrameSession session) {
        metrics.frame("outdated");
        return new Answer.Outdated(tenant, session.language());
    }

    private void count(FrameSession session, String call) {
        if (call.equals(SUBMIT)) {
            metrics.frame("submitted");
        } else if (replays.first(session.id())) {
            metrics.frame("opened");
        } else {
            metrics.frame("again");
            LOG.atWarn()
                    .addKeyValue("tenant", session.tenant())
                    .addKeyValue("app", session.plugin() + "." + session.app())
                    .addKeyValue("user", session.person())
                    .log("frame session used again");
        }
    }

    /** Forbids what has no session, or none that is good. */
    public Answer forbid(TenantId id, String why) {
        return forbidden(id, tenants.find(id), why);
    }

    private Answer forbidden(TenantId id, Optional<Tenant> tenant, String why) {
        metrics.frame("refused");
        LOG.atWarn().addKeyValue("tenant", id).log("frame refused: {}", why);
        audit.note(Audit.Line.of(Audit.Kind.FRAME_REFUSED, id, "browser", why));
        return new Answer.Forbidden(tenant);
    }

    private static Answer shown(Tenant tenant, FrameSession session, Optional<Page> page) {
        return page.<Answer>map(there -> new Answer.Shown(there, tenant, session.language()))
                .orElseGet(() -> new Answer.Unavailable(tenant));
    }

    private Optional<Page> page(Tenant tenant, Plugin plugin, FrameSession session, String call, Question question) {
        var visit = visit(tenant, plugin, session);
        try (var host = hosts.open(tenant, plugin, session)) {
            return voice.ask(tenant, plugin, call, code -> question.ask(code, visit, host))
                    .map(page -> new Page(page.title(), withFiles(plugin, page.body())));
        }
    }

    private static String withFiles(Plugin plugin, String body) {
        return plugin.files().resolved(body, name -> {
            LOG.atWarn().addKeyValue("plugin", plugin).log("a page names static:{}, which the jar does not have", name);
            return "/bitrix24/static/" + plugin.id() + "/missing";
        });
    }

    private FrameVisit visit(Tenant tenant, Plugin plugin, FrameSession session) {
        return new FrameVisit(
                session.app(),
                tenant.info(settings.settings(tenant.id(), plugin.id())),
                session.person(),
                session.dialog(),
                session.button(),
                session.language(),
                session.dark());
    }
}
