package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.wire.Params;
import java.util.Optional;

/**
 * A REST call that is allowed to reach its method.
 *
 * @param params with upper-case names, as most methods read them
 * @param sent the same with their names as they were sent; neither holds what belongs to the transport
 * @param start where a page begins, 0 unless said
 */
public record Call(Portal portal, Caller caller, Params params, Params sent, int start) {

    /** A call with the parameters that came over the wire. */
    static Call of(Portal portal, Caller caller, Params wire) {
        var sent = wire.without("auth", "access_token", "start", "state", "token");
        return new Call(portal, caller, sent.upperCased(), sent, Math.max(0, wire.integer("start")));
    }

    /**
     * Whose bots, commands and chat apps the caller acts on: the application of the token, else {@code custom} and the
     * webhook caller's CLIENT_ID [src: im/classes/general/im_rest.php]. Empty if a webhook caller says no CLIENT_ID, and
     * for a browser.
     */
    Optional<String> owner() {
        return switch (caller) {
            case Caller.Application application ->
                Optional.of(application.installation().clientId());
            case Caller.Webhook webhook ->
                params.empty("CLIENT_ID") ? Optional.empty() : Optional.of("custom" + params.text("CLIENT_ID"));
            case Caller.Session session -> Optional.empty();
        };
    }

    /** The owner's application; a webhook caller becomes known with its first call. */
    Installation application() {
        return switch (caller) {
            case Caller.Application application -> application.installation();
            case Caller.Webhook webhook ->
                portal.installations()
                        .computeIfAbsent(
                                owner().orElseThrow(),
                                owner -> Installation.webhook(portal.nextId(), params.text("CLIENT_ID")));
            case Caller.Session session -> throw new IllegalStateException("a browser session has no application");
        };
    }

    /** The bot named by BOT_ID. */
    Optional<Bot> bot() {
        return portal.bots().find(params.integer("BOT_ID"));
    }

    /** Whether something with that owner id belongs to somebody else. */
    boolean isForeign(String ownerId) {
        return owner().stream().noneMatch(ownerId::equals);
    }
}
