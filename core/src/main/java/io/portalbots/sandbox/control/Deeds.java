package io.portalbots.sandbox.control;

import io.portalbots.sandbox.messenger.BotRemoval;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be done to a portal at once: it loses something without a word to anybody, so that the application finds out
 * by itself or never, or it moves to another host.
 */
final class Deeds {

    /**
     * A kind of deed.
     *
     * @param field which field says what is lost, or the new name
     */
    record Kind(String name, String field, Deed deed) {}

    /** Does what the body says. */
    interface Deed {
        void of(Portal portal, Fields body);
    }

    private final World world;
    private final BotRemoval removal;
    private final List<Kind> kinds = List.of(
            new Kind("lose-app", "appId", this::app),
            new Kind("lose-bot", "botId", this::bot),
            new Kind("lose-install", "clientId", this::installation),
            new Kind("rename", "name", this::rename));

    Deeds(World world, BotRemoval removal) {
        this.world = world;
        this.removal = removal;
    }

    Optional<Kind> named(String name) {
        return kinds.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    Stream<String> names() {
        return kinds.stream().map(Kind::name);
    }

    private void app(Portal portal, Fields body) {
        var id = body.number("appId");
        var app = portal.chatApps().find(id).orElseThrow(() -> unknown(portal, "chat app", String.valueOf(id)));
        portal.chatApps().remove(app.id());
    }

    private void bot(Portal portal, Fields body) {
        var id = body.number("botId");
        removal.lose(portal, portal.bots().find(id).orElseThrow(() -> unknown(portal, "bot", String.valueOf(id))));
    }

    private void installation(Portal portal, Fields body) {
        var clientId = body.text("clientId");
        Optional.ofNullable(portal.installations().get(clientId)).ifPresentOrElse(found -> lose(portal, found), () -> {
            throw unknown(portal, "application", clientId);
        });
    }

    private void rename(Portal portal, Fields body) {
        var name = body.text("name");
        PortalControl.refuse(world, name);
        world.rename(portal, name);
    }

    private void lose(Portal portal, Installation installation) {
        portal.bots().all().stream()
                .filter(bot -> bot.clientId().equals(installation.clientId()))
                .forEach(bot -> removal.lose(portal, bot));
        world.remove(portal, installation);
    }

    private static ControlError unknown(Portal portal, String what, String name) {
        return ControlError.wrongField("there is no " + what + " '" + name + "' on portal '" + portal.name() + "'");
    }
}
