package io.portalbots.registry;

import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Listing.Content;
import io.portalbots.plan.Wishes;
import io.portalbots.plugin.Offers;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.Standing;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.Command;
import io.portalbots.spi.Offer;
import io.portalbots.tenant.AppSwitches;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.SettingStore;
import io.portalbots.tenant.Tenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Says what should be on a portal: what its application's plugins offer there and its administrator wants, with the bots
 * it takes.
 */
public final class Wishing {

    private static final Key SHARED_BOT = new Key(Key.BOT, Key.SHARED, "bot");

    private final Map<String, Application> applications;
    private final Supplier<PluginSet> plugins;
    private final Offers offers;
    private final SettingStore settings;
    private final AppSwitches switches;
    private final Supplier<Naming> naming;

    /**
     * How things are called towards portals.
     *
     * @param publicUrl the platform as portals and browsers reach it, without a slash at the end
     * @param botPrefix begins the code of every bot, which is shared by all applications of a portal
     * @param sharedBot the bot of plugins that have none of their own
     * @param menu the command by which every bot shows its apps, unless a plugin has the word
     */
    public record Naming(String publicUrl, String botPrefix, BotProfile sharedBot, Optional<Command> menu) {

        /** Without a menu. */
        public Naming(String publicUrl, String botPrefix, BotProfile sharedBot) {
            this(publicUrl, botPrefix, sharedBot, Optional.empty());
        }

        String events(Tenant tenant) {
            return publicUrl + "/bitrix24/" + tenant.id().application() + "/event";
        }

        String frame(Tenant tenant, Plugin plugin, ChatApp app) {
            return publicUrl + "/frames/" + tenant.id() + "/" + plugin.id() + "/" + app.code();
        }
    }

    /** @param naming is asked whenever it is needed: where we are is known only once we serve */
    public Wishing(
            Map<String, Application> applications,
            Supplier<PluginSet> plugins,
            Offers offers,
            SettingStore settings,
            AppSwitches switches,
            Supplier<Naming> naming) {
        this.applications = Map.copyOf(applications);
        this.plugins = plugins;
        this.offers = offers;
        this.settings = settings;
        this.switches = switches;
        this.naming = naming;
    }

    /**
     * What should be on the tenant's portal.
     *
     * @param known plugins that have something there
     */
    public Wishes of(Tenant tenant, Collection<String> known) {
        var set = plugins.get();
        var undecided = new HashSet<>(set.undecided(known));
        var failing = new HashSet<String>();
        var listings = new ArrayList<Listing>(handlers(tenant));
        var values = settings.settings(tenant.id());
        var disabled = switches.disabled(tenant.id());
        for (var plugin : set.plugins()) {
            if (brings(tenant, plugin.id())) {
                offers.of(plugin, tenant.info(values.getOrDefault(plugin.id(), Map.of())))
                        .ifPresentOrElse(
                                offer -> listings.addAll(
                                        listings(tenant, plugin, offer, disabled.getOrDefault(plugin.id(), Set.of()))),
                                () -> (disabled(plugin) ? undecided : failing).add(plugin.id()));
            }
        }
        sharedBot(tenant, listings).ifPresent(listings::add);
        listings.addAll(menus(tenant, listings));
        undecided.addAll(failing);
        return new Wishes(listings, undecided, failing);
    }

    /** Whether it is in vain to ask the plugin again before its jar changes, which makes everybody due. */
    private static boolean disabled(Plugin plugin) {
        return plugin.calls().standing().state() == Standing.State.DISABLED;
    }

    private List<Listing> handlers(Tenant tenant) {
        return Stream.of("ONAPPUNINSTALL", "ONAPPUPDATE")
                .map(event -> new Listing(
                        new Key(Key.EVENT, Key.SHARED, event),
                        Optional.empty(),
                        new Content.Handler(event, naming.get().events(tenant))))
                .toList();
    }

    /** The menu's command for each bot, where its word is free. */
    private List<Listing> menus(Tenant tenant, List<Listing> listings) {
        return naming.get().menu().stream()
                .flatMap(menu -> listings.stream()
                        .map(Listing::key)
                        .filter(key -> key.surface().equals(Key.BOT))
                        .filter(bot -> isFree(menu.word(), tenant, bot))
                        .map(bot -> new Listing(
                                new Key(Key.COMMAND, bot.plugin(), menu.word()),
                                Optional.of(bot),
                                new Content.Slash(menu, naming.get().events(tenant)))))
                .toList();
    }

    /** A plugin may have the word for its bot, or for every chat. */
    private boolean isFree(String word, Tenant tenant, Key bot) {
        return plugins.get().plugins().stream()
                .filter(plugin -> brings(tenant, plugin.id()))
                .noneMatch(plugin -> plugin.commands().stream()
                        .filter(command -> command.word().equals(word))
                        .anyMatch(command -> command.common() || plugin.id().equals(bot.plugin())));
    }

    /** What a plugin offers the tenant, wanted or not; empty if it fails to say. */
    public Optional<Offer> offer(Tenant tenant, Plugin plugin) {
        return offers.of(plugin, tenant.info(settings.settings(tenant.id(), plugin.id())));
    }

    /** Whether the tenant's application brings a plugin. */
    public boolean brings(Tenant tenant, String plugin) {
        return Optional.ofNullable(applications.get(tenant.id().application()))
                .filter(application -> application.brings(plugin))
                .isPresent();
    }

    private List<Listing> listings(Tenant tenant, Plugin plugin, Offer offer, Set<String> disabled) {
        var listings = new ArrayList<Listing>();
        plugin.bot()
                .ifPresent(profile -> listings.add(new Listing(
                        bot(plugin),
                        Optional.empty(),
                        new Content.Bot(
                                naming.get().botPrefix() + plugin.id(),
                                profile,
                                naming.get().events(tenant)))));
        plugin.commands()
                .forEach(command -> listings.add(new Listing(
                        new Key(Key.COMMAND, plugin.id(), command.word()),
                        Optional.of(bot(plugin)),
                        new Content.Slash(command, naming.get().events(tenant)))));
        offer.apps().stream()
                .filter(app -> !disabled.contains(app.code()))
                .forEach(app -> listings.add(listing(tenant, plugin, app)));
        return listings;
    }

    /** An app as it should be on the tenant's portal. */
    public Listing listing(Tenant tenant, Plugin plugin, ChatApp app) {
        return new Listing(
                new Key(Key.APP, plugin.id(), app.code()),
                Optional.of(bot(plugin)),
                new Content.App(plugin.id() + "." + app.code(), app, frame(tenant, plugin, app)));
    }

    /** The bot to which the plugin's apps belong. */
    private static Key bot(Plugin plugin) {
        return plugin.bot().isPresent() ? new Key(Key.BOT, plugin.id(), "bot") : SHARED_BOT;
    }

    private Optional<String> frame(Tenant tenant, Plugin plugin, ChatApp app) {
        return app.action() instanceof ChatApp.Action.Iframe
                ? Optional.of(naming.get().frame(tenant, plugin, app))
                : Optional.empty();
    }

    private Optional<Listing> sharedBot(Tenant tenant, List<Listing> listings) {
        return listings.stream()
                        .anyMatch(listing ->
                                listing.owner().filter(SHARED_BOT::equals).isPresent())
                ? Optional.of(new Listing(
                        SHARED_BOT,
                        Optional.empty(),
                        new Content.Bot(
                                naming.get().botPrefix() + "apps",
                                naming.get().sharedBot(),
                                naming.get().events(tenant))))
                : Optional.empty();
    }
}
