package io.portalbots.bench;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A client of a sandbox's control API; what it asks has to succeed. */
final class Control implements AutoCloseable {

    private final String url;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Control(String url) {
        this.url = url;
    }

    JsonObject get(String path) {
        return (JsonObject) send("GET", path, new JsonObject());
    }

    JsonArray list(String path) {
        return (JsonArray) send("GET", path, new JsonObject());
    }

    JsonObject post(String path, JsonObject body) {
        return (JsonObject) send("POST", path, body);
    }

    void delete(String path) {
        send("DELETE", path, new JsonObject());
    }

    private Object send(String method, String path, JsonObject body) {
        var request = HttpRequest.newBuilder(URI.create(url + "/_sandbox" + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + " answers " + response.statusCode() + ": " + response.body());
            }
            return Json.decodeValue(response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no answer to " + path, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
