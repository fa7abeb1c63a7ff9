package io.portalbots.platform;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A portal of a sandbox, through its control API. */
final class SandboxPortal {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    SandboxPortal(String sandbox, String name) {
        this.url = sandbox + "/_sandbox/portals/" + name;
    }

    JsonObject describe() {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    /** Installs an application by event, whose routes are below {@code routes}. */
    JsonObject install(String clientId, String clientSecret, String routes) {
        var body = new JsonObject()
                .put("clientId", clientId)
                .put("clientSecret", clientSecret)
                .put("eventUrl", routes + "/event")
                .put("installUrl", routes + "/install")
                .put("url", routes + "/app")
                .put("via", "event");
        return send(HttpRequest.newBuilder(URI.create(url + "/installs"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build());
    }

    private JsonObject send(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new StartException("the sandbox answers " + response.statusCode() + ": " + response.body());
            }
            return new JsonObject(response.body());
        } catch (IOException | InterruptedException e) {
            throw new StartException("the sandbox does not answer: " + e.getMessage(), e);
        }
    }
}
