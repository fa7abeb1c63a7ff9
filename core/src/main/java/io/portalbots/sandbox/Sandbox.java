package io.portalbots.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;

/**
 * A stand-in for Bitrix24 portals, in memory: REST, OAuth, events, chats and a control API on one port. Portals answer to
 * {@code NAME.bitrix24.localhost}, the OAuth server to {@code localhost}, the first portal to {@code 127.0.0.1} too.
 *
 * <p>It follows the public REST reference where that speaks, and the behaviour of portals elsewhere. Everything runs on
 * the event loop of one verticle, so nothing in it is locked; callers may be on any thread.
 */
public final class Sandbox {

    private final Vertx vertx;
    private final String deployment;
    private final int port;

    private Sandbox(Vertx vertx, String deployment, int port) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.port = port;
    }

    /** Starts a sandbox. Fails with a message that names address and port if they cannot be listened on. */
    public static Future<Sandbox> start(Vertx vertx, SandboxOptions options) {
        return start(vertx, options, Clock.systemUTC());
    }

    /** Starts a sandbox that lives by {@code clock}. */
    static Future<Sandbox> start(Vertx vertx, SandboxOptions options, Clock clock) {
        var verticle = new SandboxVerticle(options, clock);
        return vertx.deployVerticle(verticle).map(id -> new Sandbox(vertx, id, verticle.port()));
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Its address: {@code http://127.0.0.1:PORT}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Stops it and forgets everything. */
    public Future<Void> stop() {
        return vertx.undeploy(deployment);
    }
}
