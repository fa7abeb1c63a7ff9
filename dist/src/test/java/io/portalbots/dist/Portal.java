package io.portalbots.dist;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A portal of a sandbox, through the control API. */
record Portal(String sandbox, String name) {

    private String url() {
        return sandbox + "/_sandbox/portals/" + name;
    }

    JsonObject described() {
        return Http.object(Http.get(url()));
    }

    /** Sets a switch. */
    void sets(String trait, String value) {
        Http.object(Http.patch(url(), new JsonObject().put(trait, value)));
    }

    /** A person, by first name. */
    User user(String person) {
        return new User(url() + "/users/" + id("users", person));
    }

    /** The private dialog with a bot, as everybody sees it. */
    String dialogWith(String bot) {
        return String.valueOf(id("bots", bot));
    }

    private int id(String kind, String called) {
        return of(kind).stream()
                .filter(one -> one.getString("name").equals(called))
                .findFirst()
                .orElseThrow()
                .getInteger("id");
    }

    /** Makes a group of people, and gives its dialog. */
    String group(String title, String... people) {
        return group(title, ids("users", people));
    }

    /** Likewise, of one person. */
    String group(String title, User person) {
        return group(title, new JsonArray().add(person.id()));
    }

    private String group(String title, JsonArray people) {
        var body = new JsonObject().put("title", title).put("userIds", people);
        return Http.object(Http.post(url() + "/chats", body)).getString("dialogId");
    }

    /** Adds a bot to the group whose dialog is {@code dialog}. */
    void joins(String bot, String dialog) {
        var chat = dialog.replaceFirst("chat", "");
        Http.object(Http.post(url() + "/chats/" + chat + "/users", new JsonObject().put("userIds", ids("bots", bot))));
    }

    private JsonArray ids(String kind, String... names) {
        return new JsonArray(List.of(names).stream().map(each -> id(kind, each)).toList());
    }

    /** The codes of the chat apps that are registered. */
    List<String> appCodes() {
        return of("chatApps").stream().map(app -> app.getString("code")).toList();
    }

    private List<JsonObject> of(String kind) {
        return Http.objects(described().getJsonArray(kind));
    }

    void install(String clientId, String clientSecret, String eventUrl) {
        var body = new JsonObject()
                .put("clientId", clientId)
                .put("clientSecret", clientSecret)
                .put("eventUrl", eventUrl)
                .put("via", "event");
        Http.object(Http.post(url() + "/installs", body));
    }

    void uninstall(String clientId) {
        Http.object(Http.delete(url() + "/installs/" + clientId));
    }

    /** What was asked of it: {@code {method, status, error, ..}}. */
    List<JsonObject> calls() {
        var calls = Http.object(Http.get(sandbox + "/_sandbox/calls?portal=" + name));
        return Http.objects(calls.getJsonArray("calls"));
    }
}
