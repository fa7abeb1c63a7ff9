package io.portalbots.sandbox.control;

import io.portalbots.sandbox.messenger.ListedApp;
import io.portalbots.sandbox.messenger.Visibility.Place;
import io.portalbots.sandbox.messenger.Visibility.Verdict;
import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.Image;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Chat apps as people find them, as JSON. */
final class AppViews {

    private AppViews() {}

    /** An app on the panel or in the menu. */
    static JsonObject listed(ListedApp app, Verdict verdict) {
        return new JsonObject()
                .put("appId", app.id())
                .put("botId", app.botId())
                .put("code", app.code())
                .put("title", app.title())
                .put("description", app.description())
                .put("icon", app.icon().map(Image::dataUri).orElse(null))
                .put("menu", verdict.place() == Place.MENU)
                .put("works", verdict.click())
                .put("method", method(app.action()))
                .put("context", app.context());
    }

    /** An app wherever it is, and why. */
    static JsonObject verdict(ChatApp app, Verdict verdict) {
        return new JsonObject()
                .put("appId", app.id())
                .put("botId", app.botId())
                .put("code", app.code())
                .put("context", app.context())
                .put("place", Fields.word(verdict.place()))
                .put("click", verdict.click())
                .put("button", verdict.button())
                .put("why", new JsonArray(verdict.why()));
    }

    private static String method(ChatApp.Action action) {
        return switch (action) {
            case ChatApp.Action.Js js -> js.method();
            case ChatApp.Action.Frame frame -> "IFRAME";
        };
    }
}
