package io.portalbots.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;

/**
 * A stand-in for Bitrix24 portals, in memory: REST, OAuth, events, chats and a control API on one port. Portals answer to
 * {@code NAME.bitrix24.localhost}, the OAuth server to {@code localhost}. The first portal answers to {@code 127.0.0.1}
 * too, and there the OAuth server has the path {@code /auth/}.
 *
 * <p>It follows the public REST reference where that speaks, and the behaviour of portals elsewhere. Everything runs on
 * the event loop of one verticle, so nothing in it is locked; callers may be on any thread.
 */
public final class Sandbox {

    private final Vertx vertx;
    private final String deployment;
    private final SandboxVerticle verticle;

    private Sandbox(Vertx vertx, String deployment, SandboxVerticle verticle) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.verticle = verticle;
    }

    /** Starts a sandbox. Fails with a message that names address and port if they cannot be listened on. */
    public static Future<Sandbox> start(Vertx vertx, SandboxOptions options) {
        return start(vertx, options, Clock.systemUTC());
    }

    /** Starts a sandbox that lives by {@code clock}. */
    static Future<Sandbox> start(Vertx vertx, SandboxOptions options, Clock clock) {
        var verticle = new SandboxVerticle(options, clock);
        return vertx.deployVerticle(verticle).map(id -> new Sandbox(vertx, id, verticle));
    }

    /** The port it listens on. */
    public int port() {
        return verticle.addresses().port();
    }

    /** Its address: {@code http://127.0.0.1:PORT}, or https. */
    public String url() {
        return verticle.addresses().bareOrigin();
    }

    /** The address of a portal's pages: {@code http://acme.bitrix24.localhost:PORT}, or https. */
    public String url(String portal) {
        return verticle.addresses().origin(portal);
    }

    /**
     * Installs a ready-made application on the first portal.
     *
     * @return what an install of the control API answers, with endpoints on 127.0.0.1 for clients that resolve no names
     */
    public Future<JsonObject> credentials() {
        return verticle.credentials();
    }

    /** Stops it and forgets everything. */
    public Future<Void> stop() {
        return vertx.undeploy(deployment);
    }
}
