package io.portalbots.chat;

import io.portalbots.chat.Messenger.KeyButton;
import io.portalbots.plugin.Offers;
import io.portalbots.plugin.PluginSet;
import io.portalbots.spi.Audience;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.spi.Dialog;
import io.portalbots.spi.Label;
import io.portalbots.tenant.SettingStore;
import io.portalbots.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The apps that can be used in a dialog, as buttons under a message. Portals show a new app on their panel after 15 to
 * 26 minutes; a button works at once.
 */
public final class AppsMenu {

    /** What a frame is told when it was opened from here. */
    static final String KEY = "menu";

    private final Supplier<PluginSet> plugins;
    private final Offers offers;
    private final SettingStore settings;
    private final Directory directory;
    private final boolean support;

    /** @param support whether it has apps that open an Open Channel, of which nobody knows whether a button can do that */
    public AppsMenu(
            Supplier<PluginSet> plugins, Offers offers, SettingStore settings, Directory directory, boolean support) {
        this.plugins = plugins;
        this.offers = offers;
        this.settings = settings;
        this.directory = directory;
        this.support = support;
    }

    /**
     * The menu of a dialog in which {@code bot} is.
     *
     * @param extranet whether it is for somebody from outside the company
     */
    List<KeyButton> in(Tenant tenant, Dialog dialog, long bot, String language, boolean extranet) {
        var there = directory.apps(tenant).stream().collect(Collectors.groupingBy(Directory.Entry::plugin));
        var keys = new ArrayList<KeyButton>();
        for (var plugin : plugins.get().plugins()) {
            var entries = there.getOrDefault(plugin.id(), List.of());
            if (entries.isEmpty()) {
                continue;
            }
            var info = tenant.info(settings.settings(tenant.id(), plugin.id()));
            offers.of(plugin, info)
                    .ifPresent(offer -> offer.apps()
                            .forEach(app -> entries.stream()
                                    .filter(entry -> entry.code().equals(app.code()))
                                    .filter(entry -> usable(app, dialog, entry.bot() == bot, extranet))
                                    .map(entry -> key(app, entry.id(), language))
                                    .forEach(keys::add)));
        }
        return keys;
    }

    /** An event does not tell who is an administrator, so what is for administrators is left to the panel. */
    private boolean usable(ChatApp app, Dialog dialog, boolean ownBot, boolean extranet) {
        var hidden = app.action() instanceof Action.Iframe frame && frame.hidden();
        return !hidden
                && (support || !(app.action() instanceof Action.Support))
                && !app.audience().adminsOnly()
                && (!extranet || app.audience().extranet())
                && fits(app.audience().context(), dialog.kind(), ownBot);
    }

    private static boolean fits(Audience.Context context, Dialog.Kind kind, boolean ownBot) {
        return switch (context) {
            case ALL -> true;
            case BOT -> kind == Dialog.Kind.PRIVATE && ownBot;
            case CHAT -> kind == Dialog.Kind.GROUP;
            case LINES -> kind == Dialog.Kind.LINES;
            case USER, CALL -> false;
        };
    }

    private static KeyButton key(ChatApp app, long id, String language) {
        Label label = app.labels().getOrDefault(language, app.labels().get("en"));
        return new KeyButton(label == null ? app.code() : label.title(), false, Keyboards.press(app.action(), id, KEY));
    }
}
