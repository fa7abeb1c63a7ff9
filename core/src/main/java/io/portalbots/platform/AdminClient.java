package io.portalbots.platform;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * The admin API of a running platform, from outside.
 *
 * @param url of its management port
 */
record AdminClient(String url, String token) {

    /**
     * Sets a value for a plugin.
     *
     * @param tenant its id, member id or domain, or the beginning of one
     * @return what was set: {@code {tenant, domain, plugin, key}}
     * @throws StartException with the platform's reason if it refuses, or does not answer
     */
    JsonObject set(String tenant, String plugin, String key, String value) {
        var uri = URI.create(url + "/admin/tenants/" + encoded(tenant) + "/plugins/" + encoded(plugin) + "/settings/"
                + encoded(key));
        var request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("value", value).encode()))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            var answer = new JsonObject(response.body());
            if (response.statusCode() != 200) {
                throw new StartException(answer.getString("message"));
            }
            return answer;
        } catch (IOException | InterruptedException e) {
            throw new StartException("the platform at " + url + " does not answer: " + e.getMessage(), e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "AdminClient[" + url + "]"; // the token opens it
    }
}
