package io.portalbots.bench;

import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The sandbox as a {@link Child}; it is steered by its control API. */
final class SandboxChild {

    private SandboxChild() {}

    public static void main(String[] none) throws Exception {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
        var sandbox = Sandbox.start(vertx, new SandboxOptions("127.0.0.1", 0, List.of("acme"), true))
                .await();
        var ready = new JsonObject().put("url", sandbox.url()).put("port", sandbox.port());
        Obedience.until(ready, command -> new JsonObject());
        System.exit(0);
    }
}
