package io.portalbots.dist;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;

/** A person of a portal, at the messenger. Dialogs are named as that person sees them. */
record User(String url) {

    int id() {
        return Integer.parseInt(url.substring(url.lastIndexOf('/') + 1));
    }

    /** Is called otherwise from now on. */
    void isCalled(String name) {
        Http.object(Http.patch(url, new JsonObject().put("name", name)));
    }

    void opens(String dialog) {
        Http.object(Http.post(url + "/dialogs", new JsonObject().put("dialogId", dialog)));
    }

    void types(String dialog, String text) {
        Http.object(Http.post(
                url + "/messages", new JsonObject().put("dialogId", dialog).put("text", text)));
    }

    /** The texts in a dialog. */
    List<String> sees(String dialog) {
        return messages(dialog).stream()
                .map(message -> message.getString("text"))
                .toList();
    }

    /** {@code {id, authorId, text, keyboard, ..}} of every message in a dialog. */
    List<JsonObject> messages(String dialog) {
        return Http.list(Http.get(url + "/messages?dialogId=" + dialog));
    }

    /** {@code {appId, code, title, ..}} of every app on the panel. */
    List<JsonObject> apps(String dialog) {
        return Http.list(Http.get(url + "/apps?dialogId=" + dialog));
    }

    List<String> appCodes(String dialog) {
        return apps(dialog).stream().map(app -> app.getString("code")).toList();
    }

    JsonObject app(String code, String dialog) {
        return apps(dialog).stream()
                .filter(app -> app.getString("code").equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** Clicks an app on the panel, and gives what that does. */
    JsonObject clicks(String code, String dialog) {
        return Http.object(click(app(code, dialog).getInteger("appId"), dialog));
    }

    /** Clicks an app whether it is there or not. */
    HttpResponse<String> click(int app, String dialog) {
        return Http.post(url + "/clicks", new JsonObject().put("appId", app).put("dialogId", dialog));
    }

    /** Presses a button of a message, and gives what that does. */
    JsonObject presses(JsonObject message, String button) {
        var body = new JsonObject().put("messageId", message.getInteger("id")).put("button", button);
        return Http.object(Http.post(url + "/presses", body));
    }
}
