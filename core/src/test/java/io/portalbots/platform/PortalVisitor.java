package io.portalbots.platform;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody's browser at the pages of the application within a portal of the sandbox, without scripts. */
record PortalVisitor(TestHouse house, String portal, int user) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern SESSION = Pattern.compile("name=\"session\" id=\"session\" value=\"([^\"]+)\"");

    /** A page as it arrived. */
    record Seen(int status, String html, Map<String, String> headers) {

        String session() {
            var found = SESSION.matcher(html);
            if (!found.find()) {
                throw new AssertionError("no session on the page: " + html);
            }
            return found.group(1);
        }

        /** The part about a plugin. */
        String plugin(String id) {
            var from = html.indexOf("id=\"plugin_" + id + "\"");
            return from < 0 ? "" : html.substring(from, html.indexOf("</section>", from));
        }
    }

    private String installs() {
        return house.sandboxUrl() + "/_sandbox/portals/" + portal + "/installs";
    }

    /** Has the application installed with its pages, not finished yet. */
    void begin() {
        var card = new JsonObject()
                .put("clientId", TestHouse.CLIENT)
                .put("clientSecret", TestHouse.SECRET)
                .put("installUrl", house.installUrl())
                .put("url", house.installUrl().replace("/install", "/app"))
                .put("via", "page");
        TestPortal.send("POST", installs(), card.encode());
    }

    void finish() {
        TestPortal.send("POST", installs() + "/" + TestHouse.CLIENT + "/finish", "{}");
    }

    /** What the portal posts into the frame: {@code {url, form, ..}}. */
    JsonObject opening() {
        var body = new JsonObject().put("userId", user).put("options", new JsonObject());
        return new JsonObject(
                TestPortal.send("POST", installs() + "/" + TestHouse.CLIENT + "/openings", body.encode()));
    }

    /** Opens the page that is due, of the installation or of the application. */
    Seen opens() {
        var opening = opening();
        var form = new TreeMap<String, String>();
        opening.getJsonObject("form").forEach(field -> form.put(field.getKey(), String.valueOf(field.getValue())));
        return post(opening.getString("url"), form);
    }

    /** Sends a form of the page, such as {@code settings}. */
    Seen sends(String what, Map<String, String> fields) {
        return post(house.installUrl().replace("/install", "/app/" + what), fields);
    }

    static Seen post(String url, Map<String, String> fields) {
        var form = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
            return new Seen(response.statusCode(), response.body(), headers);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
