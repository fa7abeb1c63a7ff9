package io.portalbots.bench;

import com.slack.api.app_backend.SlackSignature;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.jetty.SlackAppServer;
import com.slack.api.bolt.middleware.builtin.RequestVerification;
import com.slack.api.model.event.MessageEvent;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Slack's Bolt for Java on Jetty, as a {@link Child}: verifies the signature of an event, reads it, calls a handler that does
 * nothing, answers. It stores nothing, and looks nobody up, as that would ask Slack.
 */
final class BoltServer {

    private BoltServer() {}

    public static void main(String[] none) throws Exception {
        Obedience.orDie();
        var verifier = new SlackSignature.Verifier(new SlackSignature.Generator(SlackForm.SECRET));
        var app = new App(
                AppConfig.builder().signingSecret(SlackForm.SECRET).build(),
                List.of(new RequestVerification(verifier)));
        app.event(MessageEvent.class, (event, context) -> context.ack());
        var port = freePort();
        var server = new SlackAppServer(app, "/slack/events", port);
        Thread.ofPlatform().daemon().start(() -> start(server));
        waitFor(port);
        Obedience.until(new JsonObject().put("port", port), command -> new JsonObject());
        System.exit(0);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void start(SlackAppServer server) {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void waitFor(int port) {
        for (var tries = 0; tries < 200; tries++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
        throw new IllegalStateException("Jetty does not listen");
    }
}
