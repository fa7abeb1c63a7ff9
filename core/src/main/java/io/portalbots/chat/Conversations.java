package io.portalbots.chat;

import io.portalbots.chat.Inbox.Kept;
import io.portalbots.chat.Messenger.Answers;
import io.portalbots.chat.Messenger.Content;
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
import io.portalbots.spi.Person;
import io.portalbots.tenant.Tenant;
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
    private final Hosts hosts;
    private final Answering.Means means;
    private final PluginVoice voice;
    private final AppsMenu menu;
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
            AppsMenu menu,
            Messenger messenger,
            Hosts hosts,
            Outbox outbox,
            Waiting waiting,
            ChatMetrics metrics,
            PortalNews news) {
        this.plugins = plugins;
        this.directory = directory;
        this.hosts = hosts;
        this.means = new Answering.Means(outbox, messenger, metrics);
        this.voice = new PluginVoice(waiting, metrics);
        this.menu = menu;
        this.news = news;
    }

    /**
     * Handles one event of the tenant's portal; returns when every plugin is done with it that it concerns.
     *
     * @param kept the same event, as it is kept
     * @throws PluginException what one of them failed with; it {@link PluginException.Kind#isForLater} only if that is so for
     *     all that failed
     */
    public void handle(Tenant tenant, Kept kept, PortalEvent event) {
        var turn = new Turn(means.outbox(), kept);
        switch (event) {
            case PortalEvent.MessageAdded added ->
                turn.each(
                        added.bots(),
                        bot -> part(bot),
                        bot -> withPlugin(tenant, bot, plugin -> message(tenant, kept, plugin, bot, added)));
            case PortalEvent.CommandsAdded added ->
                turn.each(added.runs(), run -> part(run), run -> command(tenant, kept, run, added.extranet()));
            case PortalEvent.JoinedChat joined ->
                turn.each(joined.bots(), bot -> part(bot), bot -> greet(tenant, kept, bot, joined));
            case PortalEvent.BotDeleted deleted -> news.botDeleted(tenant, deleted.bot());
            case PortalEvent.Updated updated -> news.updated(tenant);
            case PortalEvent.Other other ->
                LOG.atDebug()
                        .addKeyValue("tenant", tenant.id())
                        .addKeyValue("event", other.name())
                        .log("nothing is done about this event");
        }
    }

    private static String part(long bot) {
        return "bot " + bot;
    }

    private static String part(Run run) {
        return "command " + run.commandId();
    }

    /** Tells the person, in their language and once, that nothing will come of what they did. */
    public void apologise(Tenant tenant, Kept kept, PortalEvent event) {
        switch (event) {
            case PortalEvent.MessageAdded added ->
                added.bots().stream()
                        .filter(bot -> directory.ours(tenant, bot))
                        .findFirst()
                        .ifPresent(bot -> apologise(
                                tenant,
                                kept,
                                place(bot, added.message().dialog()),
                                added.message().person()));
            case PortalEvent.CommandsAdded added ->
                added.runs().stream()
                        .filter(run -> directory.ours(tenant, run.bot()))
                        .findFirst()
                        .ifPresent(run ->
                                apologise(tenant, kept, place(run), run.call().person()));
            case PortalEvent.JoinedChat joined -> {}
            case PortalEvent.BotDeleted deleted -> {}
            case PortalEvent.Updated updated -> {}
            case PortalEvent.Other other -> {}
        }
    }

    private void apologise(Tenant tenant, Kept kept, Place place, Person person) {
        var apology = Phrases.in(person.language()).of("apology");
        new Answering(means, tenant, kept, "apology", place).say(new Content(apology, List.of()));
    }

    private Optional<Plugin> plugin(Tenant tenant, long bot) {
        return directory.pluginOf(tenant, bot).flatMap(id -> plugins.get().find(id));
    }

    private void withPlugin(Tenant tenant, long bot, Consumer<Plugin> what) {
        plugin(tenant, bot).ifPresentOrElse(what, () -> unread(tenant, bot));
    }

    private void unread(Tenant tenant, long bot) {
        directory
                .pluginOf(tenant, bot)
                .flatMap(id -> plugins.get().unloaded(id))
                .ifPresent(unloaded -> {
                    throw unloaded;
                });
        LOG.atInfo()
                .addKeyValue("tenant", tenant.id())
                .addKeyValue("bot", bot)
                .log("no plugin reads what people write to this bot");
    }

    private void message(Tenant tenant, Kept kept, Plugin plugin, long bot, PortalEvent.MessageAdded added) {
        var answering = new Answering(
                means, tenant, kept, part(bot), place(bot, added.message().dialog()));
        inChat(tenant, plugin, answering, "message", (code, chat) -> code.onMessage(added.message(), chat));
    }

    private void command(Tenant tenant, Kept kept, Run run, boolean extranet) {
        var word = run.call().word();
        var answering = new Answering(means, tenant, kept, part(run), place(run));
        if (plugin(tenant, run.bot())
                .map(plugin -> AppsCommand.is(word, plugin))
                .orElseGet(() -> AppsCommand.is(word) && directory.ours(tenant, run.bot()))) {
            apps(tenant, run, extranet, answering);
        } else {
            withPlugin(
                    tenant,
                    run.bot(),
                    plugin -> inChat(
                            tenant, plugin, answering, "command", (code, chat) -> code.onCommand(run.call(), chat)));
        }
    }

    private void apps(Tenant tenant, Run run, boolean extranet, Answering answering) {
        var language = run.call().person().language();
        var keys = menu.in(tenant, run.call().dialog(), run.bot(), language, extranet);
        var text = Phrases.in(language).of(keys.isEmpty() ? "apps.nothing" : "apps.here");
        post(tenant, answering, new Content(text, keys));
    }

    /** Says something that is not worth another try if the portal does not want it. */
    private static void post(Tenant tenant, Answering answering, Content content) {
        if (answering.say(content) instanceof Posted.Refused refused) {
            LOG.atWarn()
                    .addKeyValue("tenant", tenant.id())
                    .addKeyValue("error", refused.error())
                    .log("the portal refused a greeting or a menu");
        }
    }

    private void inChat(
            Tenant tenant, Plugin plugin, Answering answering, String call, BiConsumer<ChatPlugin, Chat> what) {
        try (var host = hosts.open(tenant, plugin)) {
            var chat = host.answering(answering);
            voice.tell(tenant, plugin, call, code -> what.accept(code, chat), answering::typing);
        }
    }

    private void greet(Tenant tenant, Kept kept, long bot, PortalEvent.JoinedChat joined) {
        if (!directory.ours(tenant, bot)) {
            return;
        }
        var arrival = joined.arrival();
        var language = arrival.person().language();
        var keys = menu.in(tenant, arrival.dialog(), bot, language, joined.extranet());
        var answering = new Answering(means, tenant, kept, part(bot), place(bot, arrival.dialog()));
        post(tenant, answering, new Content(greeting(tenant, bot, arrival), keys));
    }

    private static Place place(long bot, Dialog dialog) {
        return new Place(bot, dialog.id(), Optional.empty());
    }

    private static Place place(Run run) {
        var answers = new Answers(run.commandId(), run.call().messageId());
        return new Place(run.bot(), run.call().dialog().id(), Optional.of(answers));
    }

    /** What the plugin says; or we, for the shared bot and for bots whose plugin fails to. */
    private String greeting(Tenant tenant, long bot, Arrival arrival) {
        return plugin(tenant, bot)
                .flatMap(plugin -> voice.ask(tenant, plugin, "greeting", code -> code.greeting(arrival)))
                .orElseGet(() -> Phrases.in(arrival.person().language()).of("greeting"));
    }
}
