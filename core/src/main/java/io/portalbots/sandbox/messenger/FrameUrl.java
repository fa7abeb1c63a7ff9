package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.ChatApp.Action;
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
 * @param origin the portal's origin, with port
 * @param viewer id of the person
 * @param dialogId as the viewer names it
 * @param chat the chat of the dialog
 * @param language of the viewer's interface
 */
public record FrameUrl(String origin, int viewer, String dialogId, Chat chat, String language, Browser browser) {

    /**
     * The button a frame is opened from.
     *
     * @param params its APP_PARAMS; without them the messenger sends a text nobody meant [src]
     * @param inMenu whether it is an item of a message's menu, whose parameters are escaped for HTML [src]
     */
    public record FromButton(int messageId, Optional<String> params, boolean inMenu) {

        private String sent() {
            var text = params.orElse("[object Object]");
            return inMenu ? escapeHtml(text) : text;
        }
    }

    /** The address from the panel. */
    public String fromPanel(ListedApp app, Action.Frame frame) {
        return frame.url() + query(common(app, "textarea"));
    }

    /** The address from a button, in context mode. */
    public String fromButton(ListedApp app, Action.Frame frame, FromButton button) {
        var params = common(app, "button");
        params.put("MESSAGE_ID", String.valueOf(button.messageId()));
        params.put("BUTTON_PARAMS", button.sent());
        return frame.url() + query(params);
    }

    private Map<String, String> common(ListedApp app, String context) {
        var params = new LinkedHashMap<String, String>();
        params.put("BOT_ID", String.valueOf(app.botId()));
        params.put("BOT_CODE", escapeHtml(app.botCode()));
        params.put("APP_ID", String.valueOf(app.id()));
        params.put("APP_CODE", escapeHtml(app.code()));
        params.put("DOMAIN", origin);
        params.put("DOMAIN_HASH", app.signatures().domain());
        params.put("USER_ID", String.valueOf(viewer));
        params.put("USER_HASH", app.signatures().user());
        params.put("DIALOG_ID", dialogId);
        params.put(
                "DIALOG_CONTEXT", chat.isPrivate() ? "user" : chat.entityType().toLowerCase(Locale.ROOT));
        params.put("DIALOG_ENTITY_ID", chat.entityId());
        params.put("DIALOG_ENTITY_DATA_1", chat.entityData1());
        params.put("LANG", language);
        params.put("IS_CHROME", yesNo(browser.chrome()));
        params.put("CONTEXT", context);
        params.put("DARK_MODE", yesNo(browser.dark()));
        return params;
    }

    private static String yesNo(boolean flag) {
        return flag ? "Y" : "N";
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

    /** As the portal does it: apostrophes stay [src: main, htmlspecialcharsbx]. */
    private static String escapeHtml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
