package io.portalbots.sandbox.install;

import io.portalbots.sandbox.model.Card;
import io.portalbots.sandbox.model.World;
import io.vertx.core.json.JsonObject;

/** An application on the first portal for whoever has none, so that a client can be pointed at a sandbox at once. */
public final class ReadyMade {

    private static final String CLIENT_ID = "local.5a4d0b0c5e7a11.10203040";

    private final World world;
    private final Installs installs;
    private final Installs.Application application;

    /** For the first portal of {@code world}. */
    public ReadyMade(World world, Installs installs) {
        this.world = world;
        this.installs = installs;
        this.application = new Installs.Application(CLIENT_ID, world.chance().secret(), Card.USUAL);
    }

    /** Installs it; the fields are those of any install's answer, with endpoints that need no name to be resolved. */
    public JsonObject install() {
        var portal = world.first().orElseThrow(() -> new IllegalStateException("there is no portal"));
        var installed = installs.byEvent(portal, application);
        return InstallAnswer.of(portal, world.addresses().bareEndpoints(), installed, application);
    }
}
