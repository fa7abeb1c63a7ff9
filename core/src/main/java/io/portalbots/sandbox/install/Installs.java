package io.portalbots.sandbox.install;

import io.portalbots.sandbox.event.AppEvents;
import io.portalbots.sandbox.event.AuthBlocks;
import io.portalbots.sandbox.event.Courier;
import io.portalbots.sandbox.messenger.BotRemoval;
import io.portalbots.sandbox.model.Chance;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Token;
import io.portalbots.sandbox.model.Tokens;
import io.portalbots.sandbox.wire.PhpForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Installs applications as the portal's administrator, and takes them away [docs: settings/app-installation]. To install
 * what is installed already gives new tokens; older ones, bots and apps stay.
 */
public final class Installs {

    /** The administrator in whose name everything is installed. */
    public static final int INSTALLER = 1;

    /** What an administrator enters in the application's card. */
    public record Card(
            String clientId,
            String secret,
            Optional<String> eventUrl,
            Optional<String> installUrl,
            List<String> scope) {

        @Override
        public String toString() {
            return "Card[" + clientId + "]";
        }
    }

    /** An installation with the administrator's tokens and the secret of an inbound webhook. */
    public record Installed(Installation installation, Token token, String hook) {

        @Override
        public String toString() {
            return "Installed[" + installation + "]";
        }
    }

    private final Tokens tokens;
    private final Chance chance;
    private final AppEvents events;
    private final BotRemoval removal;
    private final Courier courier;

    /** Installs that tell through {@code events}, and open pages through {@code courier}. */
    public Installs(Tokens tokens, Chance chance, AppEvents events, BotRemoval removal, Courier courier) {
        this.tokens = tokens;
        this.chance = chance;
        this.events = events;
        this.removal = removal;
        this.courier = courier;
    }

    /** Installs an application that uses REST only: finished at once, ONAPPINSTALL is sent. */
    public Installed byEvent(Portal portal, Card card) {
        var installed = prepare(portal, card);
        installed.installation().installed(true);
        events.installed(portal, installed.installation(), installed.token());
        return installed;
    }

    /** Opens an application's install page, as a browser does; not finished before the page says so. */
    public Installed byPage(Portal portal, Card card) {
        var installed = prepare(portal, card);
        installed.installation().installed(false);
        card.installUrl().ifPresent(url -> open(portal, installed, url));
        return installed;
    }

    /** What {@code BX24.installFinish()} does. */
    public void finish(Portal portal, Installation installation) {
        installation.installed(true);
        var token = tokens.issue(portal, installation.clientId(), INSTALLER);
        events.installed(portal, installation, token);
    }

    /** Uninstalls: bots go with all they have, tokens die, ONAPPUNINSTALL says whether data shall be erased. */
    public void remove(Portal portal, Installation installation, boolean clean) {
        portal.bots().all().stream()
                .filter(bot -> bot.clientId().equals(installation.clientId()))
                .forEach(bot -> removal.remove(portal, bot, INSTALLER));
        events.uninstalled(portal, installation, clean);
        portal.installations().remove(installation.clientId());
        if (clean) {
            portal.eraseOptions(installation.clientId());
        }
        tokens.revoke(portal, installation.clientId());
    }

    private Installed prepare(Portal portal, Card card) {
        var installation = portal.installations()
                .computeIfAbsent(
                        card.clientId(),
                        clientId ->
                                Installation.application(portal.nextId(), clientId, card.secret(), chance.secret()));
        installation.card(card.eventUrl(), card.installUrl());
        installation.scope(card.scope());
        var hook = chance.secret();
        portal.webhooks().put(hook, INSTALLER);
        return new Installed(installation, tokens.issue(portal, card.clientId(), INSTALLER), hook);
    }

    private void open(Portal portal, Installed installed, String url) {
        var query = new LinkedHashMap<String, Object>();
        query.put("DOMAIN", portal.domain());
        query.put("PROTOCOL", portal.addresses().scheme().equals("https") ? "1" : "0");
        query.put("LANG", portal.traits().language());
        query.put("APP_SID", chance.secret());
        var separator = url.contains("?") ? "&" : "?";
        courier.post(url + separator + PhpForm.encode(query), PhpForm.encode(form(portal, installed)));
    }

    private static Map<String, Object> form(Portal portal, Installed installed) {
        var form = new LinkedHashMap<String, Object>();
        form.put("AUTH_ID", installed.token().access());
        form.put("AUTH_EXPIRES", Tokens.LIFETIME.toSeconds());
        form.put("REFRESH_ID", installed.token().refresh());
        form.put("SERVER_ENDPOINT", portal.addresses().serverEndpoint());
        form.put("APPLICATION_TOKEN", installed.installation().applicationToken());
        form.put("APPLICATION_SCOPE", AuthBlocks.scope(installed.installation()));
        form.put("member_id", portal.memberId());
        form.put("status", "L");
        form.put("PLACEMENT", "DEFAULT");
        form.put("PLACEMENT_OPTIONS", "{\"any\":\"data\"}");
        return form;
    }
}
