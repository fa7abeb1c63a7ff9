package io.portalbots.chat;

import io.portalbots.chat.Messenger.Answers;
import io.portalbots.chat.Messenger.KeyButton;
import io.portalbots.chat.Messenger.Place;
import io.portalbots.chat.Messenger.Posted;
import io.portalbots.chat.PortalEvent.CommandsAdded.Run;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginException;
import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.Waiting;
import io.portalbots.spi.Arrival;
import io.portalbots.spi.Chat;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.Dialog;
import io.portalbots.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what people did on a portal to the plugin it concerns, found by the bot and never by the text. */
public final class Conversations {

    private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);

    private final Supplier<PluginSet> plugins;
    private final Directory directory;
    private final Messenger messenger;
    private final Hosts hosts;
    private final PluginVoice voice;
    private final Menu menu;
    private final PortalNews news;

    /** Told what portals say of what we have there. */
    public interface PortalNews {

        /** A bot of ours was deleted. */
        void botDeleted(Tenant tenant, long bot);

        /** The application has another version there, for which its event handlers were dropped. */
        void updated(Tenant tenant);
    }

    public Conversations(
            Supplier<PluginSet> plugins,
            Directory directory,
            Menu menu,
            Messenger messenger,
            Hosts hosts,
            Waiting waiting,
            ChatMetrics metrics,
            PortalNews news) {
        this.plugins = plugins;
        this.directory = directory;
        this.messenger = messenger;
        this.hosts = hosts;
        this.voice = new PluginVoice(waiting, metrics);
        this.menu = menu;
        this.news = news;
    }

    /**
     * Handles one event of the tenant's portal; returns when the plugins are done with it.
     *
     * @throws PluginException the first of a plugin that did not do its part; the others have done theirs
     */
    public void handle(Tenant tenant, PortalEvent event) {
        switch (event) {
            case PortalEvent.MessageAdded added ->
                each(added.bots(), bot -> withPlugin(tenant, bot, plugin -> message(tenant, plugin, bot, added)));
            case PortalEvent.CommandsAdded added -> each(added.runs(), run -> command(tenant, run, added.extranet()));
            case PortalEvent.JoinedChat joined -> joined.bots().forEach(bot -> greet(tenant, bot, joined));
            case PortalEvent.BotDeleted deleted -> news.botDeleted(tenant, deleted.bot());
            case PortalEvent.Updated updated -> news.updated(tenant);
            case PortalEvent.Other other ->
                LOG.atDebug()
                        .addKeyValue("tenant", tenant.id())
                        .addKeyValue("event", other.name())
                        .log("nothing is done about this event");
        }
    }

    private static <T> void each(List<T> parts, Consumer<T> what) {
        var failed = new ArrayList<PluginException>();
        for (var part : parts) {
            try {
                what.accept(part);
            } catch (PluginException e) {
                failed.add(e);
            }
        }
        if (!failed.isEmpty()) {
            throw failed.get(0);
        }
    }

    private Optional<Plugin> plugin(Tenant tenant, long bot) {
        return directory.pluginOf(tenant, bot).flatMap(id -> plugins.get().find(id));
    }

    private void withPlugin(Tenant tenant, long bot, Consumer<Plugin> what) {
        plugin(tenant, bot)
                .ifPresentOrElse(
                        what,
                        () -> LOG.atInfo()
                                .addKeyValue("tenant", tenant.id())
                                .addKeyValue("bot", bot)
                                .log("no plugin reads what people write to this bot"));
    }

    private void message(Tenant tenant, Plugin plugin, long bot, PortalEvent.MessageAdded added) {
        var place = new Place(bot, added.message().dialog().id(), Optional.empty());
        inChat(tenant, plugin, place, "message", (code, chat) -> code.onMessage(added.message(), chat));
    }

    private void command(Tenant tenant, Run run, boolean extranet) {
        var word = run.call().word();
        if (plugin(tenant, run.bot())
                .map(plugin -> AppsCommand.is(word, plugin))
                .orElseGet(() -> AppsCommand.is(word) && directory.ours(tenant, run.bot()))) {
            apps(tenant, run, extranet);
        } else {
            withPlugin(tenant, run.bot(), plugin -> command(tenant, plugin, run));
        }
    }

    private void command(Tenant tenant, Plugin plugin, Run run) {
        inChat(tenant, plugin, place(run), "command", (code, chat) -> code.onCommand(run.call(), chat));
    }

    private static Place place(Run run) {
        var answers = new Answers(run.commandId(), run.call().messageId());
        return new Place(run.bot(), run.call().dialog().id(), Optional.of(answers));
    }

    private void apps(Tenant tenant, Run run, boolean extranet) {
        var language = run.call().person().language();
        var keys = menu.in(tenant, run.call().dialog(), run.bot(), language, extranet);
        var text = Phrases.in(language).of(keys.isEmpty() ? "apps.nothing" : "apps.here");
        post(tenant, place(run), text, keys);
    }

    /** Says something that is not worth another try if the portal does not want it. */
    private void post(Tenant tenant, Place place, String text, List<KeyButton> keys) {
        if (messenger.post(tenant, place, text, keys) instanceof Posted.Refused refused) {
            LOG.atWarn()
                    .addKeyValue("tenant", tenant.id())
                    .addKeyValue("error", refused.error())
                    .log("the portal refused a greeting or a menu");
        }
    }

    private void inChat(Tenant tenant, Plugin plugin, Place place, String call, BiConsumer<ChatPlugin, Chat> what) {
        try (var host = hosts.open(tenant, plugin)) {
            var chat = host.in(place);
            voice.tell(tenant, plugin, call, code -> what.accept(code, chat));
        }
    }

    private void greet(Tenant tenant, long bot, PortalEvent.JoinedChat joined) {
        if (!directory.ours(tenant, bot)) {
            return;
        }
        var arrival = joined.arrival();
        var language = arrival.person().language();
        var keys = menu.in(tenant, arrival.dialog(), bot, language, joined.extranet());
        post(tenant, place(bot, arrival.dialog()), greeting(tenant, bot, arrival), keys);
    }

    private static Place place(long bot, Dialog dialog) {
        return new Place(bot, dialog.id(), Optional.empty());
    }

    /** What the plugin says; or we, for the shared bot and for bots whose plugin fails to. */
    private String greeting(Tenant tenant, long bot, Arrival arrival) {
        return plugin(tenant, bot)
                .flatMap(plugin -> voice.ask(tenant, plugin, "greeting", code -> code.greeting(arrival)))
                .orElseGet(() -> Phrases.in(arrival.person().language()).of("greeting"));
    }
}
