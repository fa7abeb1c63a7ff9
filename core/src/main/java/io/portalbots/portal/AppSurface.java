package io.portalbots.portal;

import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Listing.Content;
import io.portalbots.plan.Registration;
import io.portalbots.registry.Surface;
import io.portalbots.spi.Audience;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.tenant.FrameSecrets;
import io.portalbots.tenant.Tenant;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;

/**
 * Chat apps, by {@code imbot.app.register}, {@code .update}, {@code .unregister}.
 *
 * <pre>{@code
 * imbot.app.register    BOT_ID=62&CODE=echo.help&JS_METHOD=SEND&JS_PARAM=/help&CONTEXT=BOT&LANG[0]...
 * imbot.app.register    BOT_ID=62&CODE=echo.board&IFRAME=https://..&IFRAME_WIDTH=360&IFRAME_HEIGHT=240&HASH=..&...
 * 200  {"result": 13}                     the APP_ID; the same one, unchanged, if BOT_ID and CODE are there already
 * 400  {"error": "BOT_ID_ERROR"}          the bot is gone
 * 400  {"error": "CHAT_APP_ID_ERROR"}     (update, unregister) the app is gone
 * 400  IFRAME_HTTPS, HASH_ERROR, PARAMS_ERROR, LANG_ERROR, APP_ID_ERROR, WRONG_REQUEST
 * }</pre>
 *
 * <p>People see it on their next page load, or within 15 to 26 minutes: done means accepted, not visible.
 *
 * <p>An update carries everything: without CONTEXT or a size, real portals take the icon out of open messengers, and
 * without HASH an app that becomes a frame is signed with a secret nobody told us.
 *
 * @see "Bitrix24 REST reference, imbot.app.register, 2018-02-28"
 */
public final class AppSurface implements Surface {

    private final TenantRest rest;
    private final FrameSecrets secrets;

    public AppSurface(TenantRest rest, FrameSecrets secrets) {
        this.rest = rest;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return Key.APP;
    }

    @Override
    public Answer register(Tenant tenant, Listing listing, long owner) {
        var listed = (Content.App) listing.content();
        var parameters = fields(tenant, listed).put("BOT_ID", owner).put("CODE", listed.code());
        return ImbotAnswers.toRegister(rest.call(tenant, "imbot.app.register", parameters));
    }

    @Override
    public Answer update(Tenant tenant, Listing listing, long id) {
        var fields = fields(tenant, (Content.App) listing.content());
        var parameters = new JsonObject().put("APP_ID", id).put("FIELDS", fields);
        return ImbotAnswers.toChange(rest.call(tenant, "imbot.app.update", parameters), id, "CHAT_APP_ID_ERROR");
    }

    @Override
    public Answer unregister(Tenant tenant, Registration present) {
        var id = present.id().orElseThrow();
        return ImbotAnswers.toChange(
                rest.call(tenant, "imbot.app.unregister", new JsonObject().put("APP_ID", id)), id, "CHAT_APP_ID_ERROR");
    }

    private JsonObject fields(Tenant tenant, Content.App listed) {
        var app = listed.app();
        var fields = new JsonObject();
        switch (app.action()) {
            case Action.Put put -> script(fields, "PUT", put.command());
            case Action.Send send -> script(fields, "SEND", send.command());
            case Action.Call call -> script(fields, "CALL", call.number());
            case Action.Support support -> script(fields, "SUPPORT", support.lineCode());
            case Action.Iframe frame -> frame(fields, tenant, listed, frame);
        }
        app.icon().ifPresent(icon -> fields.put("ICON_FILE", Base64.getEncoder().encodeToString(icon.png())));
        return fields.put("CONTEXT", context(app.audience()))
                .put("EXTRANET_SUPPORT", Flags.of(app.audience().extranet()))
                .put("LIVECHAT_SUPPORT", Flags.of(app.audience().livechat()))
                .put("LANG", lang(listed));
    }

    private static void script(JsonObject fields, String method, String parameter) {
        fields.put("JS_METHOD", method).put("JS_PARAM", parameter);
    }

    private void frame(JsonObject fields, Tenant tenant, Content.App listed, Action.Iframe frame) {
        fields.put("IFRAME", listed.frameUrl().orElseThrow())
                .put("IFRAME_WIDTH", frame.width())
                .put("IFRAME_HEIGHT", frame.height())
                .put("IFRAME_POPUP", Flags.of(frame.popup()))
                .put("HIDDEN", Flags.of(frame.hidden()))
                .put(
                        "HASH",
                        secrets.hash(tenant.id(), listed.code(), tenant.generation())
                                .reveal());
    }

    private static String context(Audience audience) {
        return audience.context() + (audience.adminsOnly() ? "-admin" : "");
    }

    private static JsonArray lang(Content.App listed) {
        var lang = new JsonArray();
        listed.app()
                .labels()
                .forEach((language, label) -> lang.add(new JsonObject()
                        .put("LANGUAGE_ID", language)
                        .put("TITLE", label.title())
                        .put("DESCRIPTION", label.description())
                        .put("COPYRIGHT", label.copyright())));
        return lang;
    }
}
