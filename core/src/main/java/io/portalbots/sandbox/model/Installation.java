package io.portalbots.sandbox.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An application on a portal: a REST application with its OAuth client, or whoever calls through an inbound webhook
 * with a {@code CLIENT_ID}. Its event handlers belong to it as a whole, not to one bot [src].
 */
public final class Installation {

    private final int id;
    private final String clientId;
    private final Optional<String> secret;
    private final List<Handler> handlers = new ArrayList<>();
    private final OfflineQueue offline = new OfflineQueue();
    private String applicationToken;
    private Card card = Card.USUAL;
    private Standing standing = Standing.GOOD;
    private boolean installed;

    private Installation(int id, String clientId, Optional<String> secret, String applicationToken) {
        this.id = id;
        this.clientId = clientId;
        this.secret = secret;
        this.applicationToken = applicationToken;
    }

    /** A REST application that is about to be installed. */
    public static Installation application(int id, String clientId, String secret, String applicationToken) {
        return new Installation(id, clientId, Optional.of(secret), applicationToken);
    }

    /** A caller through inbound webhooks, known by its {@code CLIENT_ID}; there is nothing to install. */
    public static Installation webhook(int id, String callerId) {
        var caller = new Installation(id, "custom" + callerId, Optional.empty(), callerId);
        caller.installed = true;
        return caller;
    }

    /** Number of the application on this portal. */
    public int id() {
        return id;
    }

    /** Owner id kept with bots, commands and chat apps. */
    public String clientId() {
        return clientId;
    }

    /** Whether this caller has no OAuth client and so never gets tokens. */
    public boolean isWebhook() {
        return secret.isEmpty();
    }

    /** Whether {@code candidate} is the OAuth secret. */
    public boolean hasSecret(String candidate) {
        return secret.filter(candidate::equals).isPresent();
    }

    /** Echoed in every event. */
    public String applicationToken() {
        return applicationToken;
    }

    /** Sets what events echo from now on; a new version of an application may bring another. */
    public void applicationToken(String newToken) {
        applicationToken = newToken;
    }

    /** Whether installation is finished; no event is sent before. */
    public boolean installed() {
        return installed;
    }

    /** Says whether installation is finished. */
    public void installed(boolean finished) {
        installed = finished;
    }

    /** What its card says. */
    public Card card() {
        return card;
    }

    /** Takes another card. */
    public void card(Card newCard) {
        card = newCard;
    }

    /** What it is allowed just now. */
    public Standing standing() {
        return standing;
    }

    /** Sets what it is allowed. */
    public void standing(Standing newStanding) {
        standing = newStanding;
    }

    /** Event handlers; the list may be changed. */
    public List<Handler> handlers() {
        return handlers;
    }

    /** Events kept for it. */
    public OfflineQueue offline() {
        return offline;
    }

    @Override
    public String toString() {
        return "Installation[" + clientId + "]";
    }
}
