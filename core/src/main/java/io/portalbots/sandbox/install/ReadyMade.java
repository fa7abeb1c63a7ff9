package io.portalbots.sandbox.install;

import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.World;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** An application on the first portal for whoever has none, so that a client can be pointed at a sandbox at once. */
public final class ReadyMade {

    private static final String CLIENT_ID = "local.5a4d0b0c5e7a11.10203040";

    private final World world;
    private final Installs installs;
    private final Installs.Card card;

    /** For the first portal of {@code world}. */
    public ReadyMade(World world, Installs installs) {
        this.world = world;
        this.installs = installs;
        this.card = new Installs.Card(
                CLIENT_ID, world.chance().secret(), Optional.empty(), Optional.empty(), Installation.USUAL_SCOPE);
    }

    /** Installs it; the fields are those of any install's answer, with endpoints that need no name to be resolved. */
    public JsonObject install() {
        var portal = world.first().orElseThrow(() -> new IllegalStateException("there is no portal"));
        return InstallAnswer.of(portal, world.addresses().bareEndpoints(), installs.byEvent(portal, card), card);
    }
}
