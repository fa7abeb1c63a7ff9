package io.portalbots.sandbox;

import io.portalbots.sandbox.Lab.Reply;
import io.portalbots.sandbox.wire.PhpForm;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** A portal under test, and what one does with it. */
record TestPortal(Lab lab, String name) {

    static final int ALICE = 1;
    static final int BOB = 2;
    static final int DORA = 3;
    static final int CARL = 4;
    static final String HASH = "3f9c1b7e5a2d48608c4e9f10ab67d253";
    static final String HANDLER = "http://127.0.0.1:9/ev";
    static final String CLIENT = "local.6512ab34cd56ef.10203040";

    String rest() {
        return "http://" + name + ".bitrix24.localhost:" + lab.port() + "/rest/";
    }

    JsonObject install() {
        return install(CLIENT, new JsonObject()).json();
    }

    Reply install(String clientId, JsonObject more) {
        var body = new JsonObject()
                .put("clientId", clientId)
                .put("clientSecret", "S3cr3t")
                .put("via", "event");
        return control(HttpMethod.POST, "/installs", body.mergeIn(more));
    }

    Reply call(String token, String method, String form) {
        return lab.form(rest() + method, "auth=" + token + "&" + form);
    }

    Reply call(String token, String method, JsonObject body) {
        return lab.json(rest() + method, body.copy().put("auth", token));
    }

    /** Registers a bot with sound parameters. */
    int bot(String token, String code) {
        return bot(token, code, HANDLER, Map.of());
    }

    int bot(String token, String code, String handler, Map<String, Object> more) {
        var params = new JsonObject()
                .put("CODE", code)
                .put("EVENT_HANDLER", handler)
                .put("PROPERTIES", new JsonObject().put("NAME", code))
                .mergeIn(new JsonObject(more));
        return (Integer) call(token, "imbot.register", params).result();
    }

    int command(String token, int bot, String word, String handler, Map<String, Object> more) {
        var params = new JsonObject()
                .put("BOT_ID", bot)
                .put("COMMAND", word)
                .put("EVENT_COMMAND_ADD", handler)
                .put("LANG", lang("Help"))
                .mergeIn(new JsonObject(more));
        return (Integer) call(token, "imbot.command.register", params).result();
    }

    int app(String token, JsonObject params) {
        return (Integer) call(token, "imbot.app.register", params).result();
    }

    static JsonObject frame(int bot, String code) {
        return new JsonObject()
                .put("BOT_ID", bot)
                .put("CODE", code)
                .put("IFRAME", "https://bots.example.test/f?tpl=2")
                .put("HASH", HASH)
                .put("LANG", lang("Poll"));
    }

    static JsonObject js(int bot, String code, String method, String param) {
        return new JsonObject()
                .put("BOT_ID", bot)
                .put("CODE", code)
                .put("JS_METHOD", method)
                .put("JS_PARAM", param)
                .put("LANG", lang("Help"));
    }

    static JsonArray lang(String title) {
        return new JsonArray()
                .add(new JsonObject()
                        .put("LANGUAGE_ID", "en")
                        .put("TITLE", title)
                        .put("COPYRIGHT", "Example Ltd"));
    }

    /** Sets a fault for this portal; gives its id. */
    int fault(JsonObject fault) {
        return lab.control(HttpMethod.POST, "/faults", fault.copy().put("portal", name))
                .json()
                .getInteger("id");
    }

    JsonObject detail() {
        return lab.control("/portals/" + name).json();
    }

    Reply control(HttpMethod method, String path, JsonObject body) {
        return lab.control(method, "/portals/" + name + path, body);
    }

    Reply control(String path) {
        return lab.control("/portals/" + name + path);
    }

    Reply says(int user, Object dialogId, String text) {
        return control(
                HttpMethod.POST,
                "/users/" + user + "/messages",
                new JsonObject().put("dialogId", String.valueOf(dialogId)).put("text", text));
    }

    Reply clicks(int user, int app, Object dialogId) {
        return clicks(user, app, dialogId, new JsonObject());
    }

    /** A click in a messenger or browser of its own. */
    Reply clicks(int user, int app, Object dialogId, JsonObject client) {
        var body = new JsonObject().put("appId", app).put("dialogId", String.valueOf(dialogId));
        return control(HttpMethod.POST, "/users/" + user + "/clicks", body.mergeIn(client));
    }

    Reply presses(int user, int message, Object button) {
        return presses(user, message, button, new JsonObject());
    }

    /** A press in a messenger or browser of its own. */
    Reply presses(int user, int message, Object button, JsonObject client) {
        var body = new JsonObject().put("messageId", message).put("button", button);
        return control(HttpMethod.POST, "/users/" + user + "/presses", body.mergeIn(client));
    }

    /** Has the bot post a message with buttons. */
    int keyboard(String token, int bot, Object dialogId, JsonObject... buttons) {
        var params = new JsonObject()
                .put("BOT_ID", bot)
                .put("DIALOG_ID", dialogId)
                .put("MESSAGE", "a")
                .put("KEYBOARD", new JsonArray(List.of(buttons)));
        return (Integer) call(token, "imbot.message.add", params).result();
    }

    JsonArray reads(int user, Object dialogId) {
        return control("/users/" + user + "/messages?dialogId=" + dialogId).list();
    }

    /** The seeded group. */
    String general() {
        return "chat" + detail().getJsonArray("dialogs").getJsonObject(0).getInteger("chatId");
    }

    /** The seeded Open Channels chat. */
    String lines() {
        return "chat" + detail().getJsonArray("dialogs").getJsonObject(1).getInteger("chatId");
    }

    static String query(Map<String, Object> values) {
        return PhpForm.encode(values);
    }
}
