package io.portalbots.platform;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A portal of the sandbox and its people, through the control API. */
final class TestPortal {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String sandbox;
    private final String name;

    TestPortal(String sandbox, String name) {
        this.sandbox = sandbox;
        this.name = name;
    }

    String name() {
        return name;
    }

    String url() {
        return sandbox + "/_sandbox/portals/" + name;
    }

    JsonObject describe() {
        return new JsonObject(send("GET", url(), ""));
    }

    String memberId() {
        return describe().getString("memberId");
    }

    /** Installs by event, and answers what the application gets. */
    JsonObject install(String clientId, String secret, String eventUrl) {
        var body = new JsonObject()
                .put("clientId", clientId)
                .put("clientSecret", secret)
                .put("eventUrl", eventUrl);
        return new JsonObject(
                send("POST", url() + "/installs", body.put("via", "event").encode()));
    }

    /** Opens the page of the installation in an administrator's browser, and ends the installation as the page asks. */
    void installByPage(String clientId, String secret, String installUrl) {
        var body = new JsonObject()
                .put("clientId", clientId)
                .put("clientSecret", secret)
                .put("installUrl", installUrl);
        send("POST", url() + "/installs", body.put("via", "page").encode());
        send("POST", url() + "/installs/" + clientId + "/finish", "{}");
    }

    void uninstall(String clientId) {
        send("DELETE", url() + "/installs/" + clientId, "");
    }

    void change(JsonObject traits) {
        send("PATCH", url(), traits.encode());
    }

    /** Calls a REST method of the portal. */
    JsonObject rest(String token, String method, JsonObject parameters) {
        var port = URI.create(sandbox).getPort();
        var body = parameters.copy().put("auth", token).encode();
        return new JsonObject(send("POST", "http://127.0.0.1:" + port + "/rest/" + method, body));
    }

    /** Calls a REST method of the portal by its own name, which not every client resolves. */
    void rest(Vertx vertx, String token, String method, JsonObject parameters) {
        var request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(URI.create(sandbox).getPort(), "127.0.0.1"))
                .setHost(name + ".bitrix24.localhost")
                .setPort(URI.create(sandbox).getPort())
                .setURI("/rest/" + method);
        var response = WebClient.create(vertx)
                .request(HttpMethod.POST, request)
                .sendJsonObject(parameters.copy().put("auth", token))
                .await();
        if (response.statusCode() != 200) {
            throw new AssertionError(method + " of " + name + ": " + response.bodyAsString());
        }
    }

    /** Tokens of somebody, as their visit to the application's page gives. */
    JsonObject tokens(String clientId, int userId) {
        var body = new JsonObject().put("userId", userId).encode();
        return new JsonObject(send("POST", url() + "/installs/" + clientId + "/tokens", body));
    }

    /** Brings another version of an application. */
    void update(String clientId, int version) {
        send(
                "POST",
                url() + "/installs/" + clientId + "/update",
                new JsonObject().put("version", version).encode());
    }

    /** Codes of the chat apps that are there. */
    List<String> apps() {
        return objects(describe().getJsonArray("chatApps"))
                .map(app -> app.getString("code"))
                .sorted()
                .toList();
    }

    /** Numbers of the bots that are there. */
    Stream<Integer> bots() {
        return objects(describe().getJsonArray("bots")).map(bot -> bot.getInteger("id"));
    }

    int bot(String code) {
        return objects(describe().getJsonArray("bots"))
                .filter(bot -> bot.getString("code").equals(code))
                .mapToInt(bot -> bot.getInteger("id"))
                .findFirst()
                .orElseThrow();
    }

    Person user(String called) {
        var id = objects(describe().getJsonArray("users"))
                .filter(user -> user.getString("name").startsWith(called))
                .mapToInt(user -> user.getInteger("id"))
                .findFirst()
                .orElseThrow();
        return user(id);
    }

    /** Numbers of the people there. */
    Stream<Integer> people() {
        return objects(describe().getJsonArray("users")).map(user -> user.getInteger("id"));
    }

    Person user(int id) {
        return new Person(url() + "/users/" + id);
    }

    /** Somebody on the portal. */
    record Person(String url) {

        void types(int bot, String text) {
            var body = new JsonObject().put("dialogId", String.valueOf(bot)).put("text", text);
            send("POST", url + "/messages", body.encode());
        }

        /** The address of the frame that a click on an app opens. */
        String opens(String dialog, String app) {
            var there = objects(new JsonArray(send("GET", url + "/apps?dialogId=" + dialog, "")))
                    .filter(one -> one.getString("code").equals(app))
                    .findFirst()
                    .orElseThrow();
            var body = new JsonObject().put("dialogId", dialog).put("appId", there.getInteger("appId"));
            return new JsonObject(send("POST", url + "/clicks", body.encode())).getString("url");
        }

        /** Presses a button of a message. */
        void presses(long message, String button) {
            var body = new JsonObject().put("messageId", message).put("button", button);
            send("POST", url + "/presses", body.encode());
        }

        /** Picks an item of a message's own menu. */
        void picks(long message, String item) {
            var body = new JsonObject().put("messageId", message).put("menu", item);
            send("POST", url + "/presses", body.encode());
        }

        /** The messages of a dialog, oldest first. */
        List<JsonObject> messages(String dialog) {
            return objects(new JsonArray(send("GET", url + "/messages?dialogId=" + dialog, "")))
                    .toList();
        }

        /** What the bot said in their private chat, oldest first. */
        List<String> hears(int bot) {
            return objects(new JsonArray(send("GET", url + "/messages?dialogId=" + bot, "")))
                    .filter(message -> message.getInteger("authorId") == bot)
                    .map(message -> message.getString("text"))
                    .toList();
        }

        /** The texts of the buttons under the bot's messages. */
        List<String> buttons(int bot) {
            return objects(new JsonArray(send("GET", url + "/messages?dialogId=" + bot, "")))
                    .filter(message -> message.getJsonArray("keyboard") != null)
                    .flatMap(message -> objects(message.getJsonArray("keyboard")))
                    .map(button -> button.getString("text"))
                    .toList();
        }
    }

    /** What the sandbox was asked, of which the error is like this. */
    static List<JsonObject> calls(String sandbox, Predicate<JsonObject> like) {
        return objects(new JsonObject(send("GET", sandbox + "/_sandbox/calls", "")).getJsonArray("calls"))
                .filter(like)
                .toList();
    }

    /** How often methods of this name, or ending so, were called, in batches too. */
    static long count(String sandbox, String ending) {
        return new JsonObject(send("GET", sandbox + "/_sandbox/calls/count", ""))
                .getJsonObject("byMethod").stream()
                        .filter(entry -> entry.getKey().endsWith(ending))
                        .mapToLong(entry -> ((Number) entry.getValue()).longValue())
                        .sum();
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    static String send(String method, String url, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .header("Content-Type", "application/json")
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            var response = HTTP.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(method + " " + url + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
