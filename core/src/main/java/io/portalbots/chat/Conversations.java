package io.portalbots.chat;

import io.portalbots.chat.Inbox.Kept;
import io.portalbots.chat.Messenger.Answers;
import io.portalbots.chat.Messenger.Place;
import io.portalbots.chat.PortalEvent.CommandsAdded.Run;
import io.portalbots.plugin.Offers;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginException;
import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.Waiting;
import io.portalbots.spi.Arrival;
import io.portalbots.spi.Dialog;
import io.portalbots.spi.Person;
import io.portalbots.tenant.SettingStore;
import io.portalbots.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what people did on a portal to the plugin it concerns, found by the bot and never by the text. */
public final class Conversations {

    private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);

    private final Supplier<PluginSet> plugins;
    private final Directory directory;
    private final Speech.Means means;
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
            SettingStore settings,
            Messenger messenger,
            Outbox outbox,
            Waiting waiting,
            ChatMetrics metrics,
            PortalNews news) {
        this.plugins = plugins;
        this.directory = directory;
        this.means = new Speech.Means(outbox, messenger, metrics);
        this.voice = new PluginVoice(waiting, metrics);
        this.menu = new Menu(plugins, new Offers(waiting), settings, directory);
        this.news = news;
    }

    /**
     * Handles one event of the tenant's portal; returns when every plugin is done with it that it concerns.
     *
     * @param kept the same event, as it is kept
     * @throws PluginException what the first of them failed with that did
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
                turn.each(
                        added.runs(),
                        run -> part(run),
                        run -> withPlugin(tenant, run.bot(), plugin -> command(tenant, kept, plugin, run)));
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
        new Speech(means, tenant, kept, "apology", place).say(apology(person.language()), List.of());
    }

    private static String apology(String language) {
        return language.equals("de")
                ? "Das hat leider nicht geklappt. Bitte später noch einmal versuchen."
                : "Sorry, this did not work. Please try again later.";
    }

    private void withPlugin(Tenant tenant, long bot, Consumer<Plugin> what) {
        directory
                .pluginOf(tenant, bot)
                .flatMap(id -> plugins.get().find(id))
                .ifPresentOrElse(
                        what,
                        () -> LOG.atInfo()
                                .addKeyValue("tenant", tenant.id())
                                .addKeyValue("bot", bot)
                                .log("no plugin reads what people write to this bot"));
    }

    private void message(Tenant tenant, Kept kept, Plugin plugin, long bot, PortalEvent.MessageAdded added) {
        var speech = new Speech(
                means, tenant, kept, part(bot), place(bot, added.message().dialog()));
        var chat = new BotChat(speech, directory, tenant, plugin.id());
        voice.tell(tenant, plugin, "message", code -> code.onMessage(added.message(), chat), speech::typing);
    }

    private void command(Tenant tenant, Kept kept, Plugin plugin, Run run) {
        var speech = new Speech(means, tenant, kept, part(run), place(run));
        var chat = new BotChat(speech, directory, tenant, plugin.id());
        voice.tell(tenant, plugin, "command", code -> code.onCommand(run.call(), chat), speech::typing);
    }

    private void greet(Tenant tenant, Kept kept, long bot, PortalEvent.JoinedChat joined) {
        if (!directory.ours(tenant, bot)) {
            return;
        }
        var arrival = joined.arrival();
        var language = arrival.person().language();
        var keys = menu.in(tenant, arrival.dialog(), bot, language, joined.extranet());
        var speech = new Speech(means, tenant, kept, part(bot), place(bot, arrival.dialog()));
        var refusal = speech.say(greeting(tenant, bot, arrival), keys);
        refusal.ifPresent(error -> LOG.atWarn()
                .addKeyValue("tenant", tenant.id())
                .addKeyValue("error", error)
                .log("the portal refused a greeting"));
    }

    private static Place place(long bot, Dialog dialog) {
        return new Place(bot, dialog.id(), Optional.empty());
    }

    private static Place place(Run run) {
        var answers = new Answers(run.commandId(), run.call().messageId());
        return new Place(run.bot(), run.call().dialog().id(), Optional.of(answers));
    }

    private String greeting(Tenant tenant, long bot, Arrival arrival) {
        return directory
                .pluginOf(tenant, bot)
                .flatMap(id -> plugins.get().find(id))
                .flatMap(plugin -> voice.ask(tenant, plugin, "greeting", code -> code.greeting(arrival)))
                .orElseGet(() -> sharedGreeting(arrival.person().language()));
    }

    /** What the shared bot says, and bots whose plugin fails to. */
    private static String sharedGreeting(String language) {
        return language.equals("de") ? "Hallo! Das lässt sich hier nutzen:" : "Hello! This can be used here:";
    }
}
