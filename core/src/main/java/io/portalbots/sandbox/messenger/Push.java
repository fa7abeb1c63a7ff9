package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.ChatApp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a portal told all its open messengers [src: im/lib/app.php].
 *
 * @param command {@code appDeleteIcon} or {@code appUpdateIcon}
 * @param params as sent, {@code iconId} first
 */
public record Push(int id, Instant at, String command, Map<String, Object> params) {

    /** Params of {@code appDeleteIcon}. */
    static Map<String, Object> deleted(ChatApp app) {
        return Map.of("iconId", app.id());
    }

    /**
     * Params of {@code appUpdateIcon}. A {@code hash} set by the same update goes out raw under the name of its signature
     * [src]; that {@code userId} is the bot's is a guess.
     */
    static Map<String, Object> updated(ChatApp app, String hash) {
        var frame = app.frame();
        var params = new LinkedHashMap<String, Object>();
        params.put("iconId", app.id());
        params.put("userId", app.botId());
        params.put("domainHash", hash);
        params.put("context", app.context());
        params.put("js", app.js().map(js -> js.method() + " " + js.param()).orElse(""));
        params.put("iframe", frame.url());
        params.put("iframeWidth", frame.width());
        params.put("iframeHeight", frame.height());
        params.put("iframePopup", frame.popup() ? "Y" : "N");
        return params;
    }
}
