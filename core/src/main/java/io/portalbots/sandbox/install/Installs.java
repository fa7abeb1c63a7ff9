package io.portalbots.sandbox.install;

import io.portalbots.sandbox.event.AppEvents;
import io.portalbots.sandbox.event.Courier;
import io.portalbots.sandbox.messenger.BotRemoval;
import io.portalbots.sandbox.model.Card;
import io.portalbots.sandbox.model.Disputed.UninstallOrder;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Token;
import io.portalbots.sandbox.model.World;
import io.portalbots.sandbox.wire.PhpForm;
import java.util.Map;

/**
 * Installs applications as the portal's administrator, updates them and takes them away [docs:
 * settings/app-installation]. To install what is installed already gives new tokens; older ones, bots and apps stay.
 */
public final class Installs {

    /** The administrator in whose name everything is installed. */
    public static final int INSTALLER = 1;

    /** An application as an administrator brings it in. */
    public record Application(String clientId, String secret, Card card) {

        @Override
        public String toString() {
            return "Application[" + clientId + "]";
        }
    }

    /** An installation with the administrator's tokens and the secret of an inbound webhook. */
    public record Installed(Installation installation, Token token, String hook) {

        @Override
        public String toString() {
            return "Installed[" + installation + "]";
        }
    }

    /**
     * A new version of an application.
     *
     * @param newApplicationToken whether events echo another token from now on
     * @param wizard whether an administrator has to go through the installer's page again
     */
    public record Update(int version, boolean newApplicationToken, boolean wizard) {}

    private final World world;
    private final AppEvents events;
    private final BotRemoval removal;
    private final Courier courier;
    private final Webhooks webhooks;

    /** Installs that tell through {@code events}, and open pages through {@code courier}. */
    public Installs(World world, AppEvents events, BotRemoval removal, Courier courier) {
        this.world = world;
        this.events = events;
        this.removal = removal;
        this.courier = courier;
        this.webhooks = new Webhooks(world.chance());
    }

    /** Installs an application that uses REST only: finished at once, ONAPPINSTALL is sent. */
    public Installed byEvent(Portal portal, Application application) {
        var installed = prepare(portal, application);
        installed.installation().installed(true);
        events.installed(portal, installed.installation(), installed.token());
        return installed;
    }

    /** Opens an application's install page, as a browser does; not finished before the page says so. */
    public Installed byPage(Portal portal, Application application) {
        var installed = prepare(portal, application);
        var app = installed.installation();
        app.installed(false);
        Openings.page(app)
                .map(page -> Opening.of(
                        portal, app, installed.token(), page, world.chance().secret(), Map.of()))
                .ifPresent(opening -> courier.post(opening.url(), PhpForm.encode(opening.form())));
        return installed;
    }

    /**
     * What {@code BX24.installFinish()} does: ONAPPINSTALL goes out each time.
     *
     * @param userId the administrator who sees the page
     */
    public void finish(Portal portal, Installation app, int userId) {
        app.installed(true);
        events.installed(portal, app, world.tokens().issue(portal, app.clientId(), userId));
    }

    /** Says that installation is not finished after all, so that the installer's page shows again. */
    public void reopen(Installation app) {
        app.installed(false);
    }

    /**
     * Puts another version in place. ONAPPUPDATE goes to those who bound it in the old one; then all event handlers are
     * dropped [docs: api-reference/events/event-bind]. That the event goes first is a guess: else nobody would hear it.
     */
    public void update(Portal portal, Installation app, Update update) {
        var previous = app.card().version();
        app.card(app.card().at(update.version()));
        if (update.newApplicationToken()) {
            app.applicationToken(world.chance().secret());
        }
        events.updated(portal, app, previous, world.tokens().issue(portal, app.clientId(), INSTALLER));
        app.handlers().clear();
        if (update.wizard()) {
            reopen(app);
        }
    }

    /** Uninstalls: bots go with all they have, tokens die, ONAPPUNINSTALL says whether data shall be erased. */
    public void remove(Portal portal, Installation app, boolean clean) {
        if (portal.traits().disputed().uninstallOrder() == UninstallOrder.BOTS_FIRST) {
            removeBots(portal, app);
            events.uninstalled(portal, app, clean);
        } else {
            events.uninstalled(portal, app, clean);
            removeBots(portal, app);
        }
        world.remove(portal, app);
        if (clean) {
            portal.eraseOptions(app.clientId());
        }
    }

    private void removeBots(Portal portal, Installation app) {
        portal.bots().all().stream()
                .filter(bot -> bot.clientId().equals(app.clientId()))
                .forEach(bot -> removal.remove(portal, bot, INSTALLER));
    }

    private Installed prepare(Portal portal, Application application) {
        var installation = portal.installations()
                .computeIfAbsent(
                        application.clientId(),
                        clientId -> Installation.application(
                                portal.nextId(),
                                clientId,
                                application.secret(),
                                world.chance().secret()));
        installation.card(application.card());
        var token = world.tokens().issue(portal, application.clientId(), INSTALLER);
        return new Installed(installation, token, webhooks.create(portal, INSTALLER));
    }
}
