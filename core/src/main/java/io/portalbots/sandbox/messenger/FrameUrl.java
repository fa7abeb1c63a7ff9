package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.Secrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The signed address by which the messenger opens a frame: the stored URL, then every parameter in the messenger's
 * order, ending in {@code &} [src: im/install/js/im/im.js] [docs: outdated/iframe]. Pure.
 *
 * @param host the portal's host, without port: this is signed
 * @param origin the portal's origin, with port
 * @param privateId what only the portal knows
 * @param botCode code of the bot that owns the app
 * @param viewer id of the person
 * @param dialogId as the viewer names it
 * @param chat the chat of the dialog
 * @param language of the viewer's interface
 */
public record FrameUrl(
        String host,
        String origin,
        String privateId,
        String botCode,
        int viewer,
        String dialogId,
        Chat chat,
        String language) {

    /** The button a frame is opened from. A button without APP_PARAMS sends a text nobody meant [src]. */
    public record FromButton(int messageId, Optional<String> params) {}

    /** The address from the panel. */
    public String fromPanel(ChatApp app, ChatApp.Action.Frame frame) {
        return frame.url() + query(common(app, "textarea"));
    }

    /** The address from a button, in context mode. */
    public String fromButton(ChatApp app, ChatApp.Action.Frame frame, FromButton button) {
        var params = common(app, "button");
        params.put("MESSAGE_ID", String.valueOf(button.messageId()));
        params.put("BUTTON_PARAMS", button.params().orElse("[object Object]"));
        return frame.url() + query(params);
    }

    private Map<String, String> common(ChatApp app, String context) {
        var params = new LinkedHashMap<String, String>();
        params.put("BOT_ID", String.valueOf(app.botId()));
        params.put("BOT_CODE", escapeHtml(botCode));
        params.put("APP_ID", String.valueOf(app.id()));
        params.put("APP_CODE", escapeHtml(app.code()));
        params.put("DOMAIN", origin);
        params.put("DOMAIN_HASH", Secrets.md5(host + app.hash()));
        params.put("USER_ID", String.valueOf(viewer));
        params.put("USER_HASH", Secrets.md5(viewer + userSecret(app)));
        params.put("DIALOG_ID", dialogId);
        params.put(
                "DIALOG_CONTEXT", chat.isPrivate() ? "user" : chat.entityType().toLowerCase(Locale.ROOT));
        params.put("DIALOG_ENTITY_ID", chat.entityId());
        params.put("DIALOG_ENTITY_DATA_1", chat.entityData1());
        params.put("LANG", language);
        params.put("IS_CHROME", "Y");
        params.put("CONTEXT", context);
        params.put("DARK_MODE", "N");
        return params;
    }

    /** A HASH that is the word {@code register} is reserved: the application cannot verify such a USER_HASH [src]. */
    private String userSecret(ChatApp app) {
        return app.hash().equals("register") ? privateId : app.hash();
    }

    private static String query(Map<String, String> params) {
        return params.entrySet().stream()
                .map(param -> param.getKey() + "=" + encodeUriComponent(param.getValue()) + "&")
                .collect(Collectors.joining());
    }

    /** As JavaScript's function of that name. */
    private static String encodeUriComponent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%7E", "~");
    }

    private static String escapeHtml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#039;");
    }
}
