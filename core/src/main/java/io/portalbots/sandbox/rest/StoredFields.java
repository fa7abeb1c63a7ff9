package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.ChatApp.Action;
import java.util.LinkedHashMap;
import java.util.Map;

/** A chat app by the names of its columns. */
final class StoredFields {

    private StoredFields() {}

    static Map<String, Object> of(ChatApp app) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("BOT_ID", app.botId());
        fields.put("APP_ID", app.clientId());
        fields.put("CODE", app.code());
        fields.put("JS", app.js().map(Action.Js::script).orElse(""));
        fields.put("IFRAME", app.frame().url());
        fields.put("IFRAME_WIDTH", app.frame().width());
        fields.put("IFRAME_HEIGHT", app.frame().height());
        fields.put("IFRAME_POPUP", flag(app.frame().popup()));
        fields.put("HASH", app.hash());
        fields.put("CONTEXT", app.context());
        fields.put("HIDDEN", flag(app.hidden()));
        fields.put("EXTRANET_SUPPORT", flag(app.extranetSupport()));
        fields.put("LIVECHAT_SUPPORT", flag(app.livechatSupport()));
        return fields;
    }

    private static String flag(boolean yes) {
        return yes ? "Y" : "N";
    }
}
