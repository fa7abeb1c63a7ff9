package io.portalbots.testkit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** A portal of a sandbox as its control API shows it. */
final class PortalPages {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    private final String url;

    PortalPages(String sandbox, String portal) {
        this.url = sandbox + "/_sandbox/portals/" + portal;
    }

    /** What the portal has of one kind, such as {@code users} or {@code bots}. */
    List<JsonObject> all(String kind) {
        return objects(new JsonObject(get("")).getJsonArray(kind));
    }

    List<JsonObject> list(String path) {
        return objects(new JsonArray(get(path)));
    }

    /** Whether no event is on its way to an application. */
    boolean hasDeliveredAll() {
        return list("/events").stream().noneMatch(event -> "queued".equals(event.getString("fate")));
    }

    JsonObject post(String path, JsonObject body) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).header("Content-Type", "application/json");
        return new JsonObject(send(request.POST(BodyPublishers.ofString(body.encode()))));
    }

    /** A page of the plugin, as a browser loads it. */
    static String page(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    private String get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)));
    }

    private static String send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(explained(response));
            }
            return response.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no answer: " + e.getMessage(), e);
        }
    }

    /** The sandbox says in {@code message} what a person cannot do, and why. */
    private static String explained(HttpResponse<String> response) {
        try {
            return new JsonObject(response.body()).getString("message", response.body());
        } catch (DecodeException noJson) {
            return response.uri() + " answers " + response.statusCode() + ": " + response.body();
        }
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }
}
