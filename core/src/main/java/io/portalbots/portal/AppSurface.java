package io.portalbots.portal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.portalbots.plan.Abilities;
import io.portalbots.plan.Abilities.Again;
import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Listing.Content;
import io.portalbots.plan.Registration;
import io.portalbots.registry.Call;
import io.portalbots.registry.Outcome;
import io.portalbots.registry.Surface;
import io.portalbots.spi.Audience;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.tenant.FrameSecrets;
import io.portalbots.tenant.Tenant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/**
 * Chat apps, by {@code imbot.app.register}, {@code .update}, {@code .unregister}.
 *
 * <pre>{@code
 * imbot.app.register    BOT_ID=62&CODE=echo.help&JS_METHOD=SEND&JS_PARAM=/help&CONTEXT=BOT&LANG[0]...
 * imbot.app.register    BOT_ID=62&CODE=echo.board&IFRAME=https://..&IFRAME_WIDTH=360&IFRAME_HEIGHT=240&HASH=..&...
 * 200  {"result": 13}                     the APP_ID; the same one, unchanged, if BOT_ID and CODE are there already
 * 400  {"error": "BOT_ID_ERROR"}          the bot is gone
 * 400  {"error": "CHAT_APP_ID_ERROR"}     (update, unregister) the app is gone
 * 400  {"error": "APP_ID_ERROR"}          (update, unregister) it is another application's by now, so ours is gone
 * 400  IFRAME_HTTPS, HASH_ERROR, PARAMS_ERROR, LANG_ERROR, WRONG_REQUEST
 * }</pre>
 *
 * <p>People see it on their next page load, or within 15 to 26 minutes: done means accepted, not visible.
 *
 * <p>An update carries everything but the icon, which portals ignore in it: without CONTEXT or a size, real ones take the
 * icon out of open messengers, and without HASH an app that becomes a frame is signed with a secret nobody told us.
 *
 * <p>What is the same for all tenants is put into words once for each app that a plugin offers.
 *
 * @see "Bitrix24 REST reference, imbot.app.register, 2018-02-28"
 */
public final class AppSurface implements Surface {

    private static final String GONE = "CHAT_APP_ID_ERROR";
    private static final String NOT_OURS = "APP_ID_ERROR";
    private static final long LARGEST = 32L << 20;

    private final FrameSecrets secrets;
    private final Again again;
    private final Cache<ChatApp, Words> words = Caffeine.newBuilder()
            .maximumWeight(LARGEST)
            .weigher((ChatApp app, Words said) -> said.size())
            .build();

    /**
     * What is the same for all tenants.
     *
     * @param plain the parameters of a registration
     * @param fields likewise, below FIELDS
     * @param icon the picture, as a parameter; empty if there is none
     * @param iconField likewise, below FIELDS
     */
    private record Words(String plain, String fields, String icon, String iconField) {
        int size() {
            return plain.length() + fields.length() + icon.length() + iconField.length() + 1;
        }
    }

    /** @param again what portals do that are asked to register an app they have */
    public AppSurface(FrameSecrets secrets, Again again) {
        this.secrets = secrets;
        this.again = again;
    }

    @Override
    public String name() {
        return Key.APP;
    }

    @Override
    public Abilities abilities() {
        return new Abilities(false, true, true, false, again, Set.of("code"), Set.of("kind", "icon"));
    }

    @Override
    public Call register(Tenant tenant, Listing listing, String owner) {
        var listed = (Content.App) listing.content();
        var said = words(listed);
        var query = FormQuery.empty()
                .putEncoded("BOT_ID", owner)
                .put("CODE", listed.code())
                .join(said.plain())
                .join(said.icon());
        frame(query, "", tenant, listed);
        return new Call("imbot.app.register", query.built(), Map.of("CODE", listed.code()));
    }

    @Override
    public Call update(Tenant tenant, Listing listing, String id, boolean unsure) {
        var listed = (Content.App) listing.content();
        var said = words(listed);
        var query = FormQuery.empty().putEncoded("APP_ID", id).join(said.fields());
        if (unsure) {
            query.join(said.iconField());
        }
        frame(query, "FIELDS", tenant, listed);
        return new Call("imbot.app.update", query.built(), Map.of("CODE", listed.code()));
    }

    @Override
    public Call retire(Registration present) {
        return touch(present, true);
    }

    @Override
    public Call probe(Registration present) {
        return touch(present, false);
    }

    private static Call touch(Registration present, boolean hides) {
        var fields = present.fields();
        var admins = Boolean.parseBoolean(fields.get("admins"));
        var query = FormQuery.empty()
                .putEncoded("APP_ID", id(present))
                .put("FIELDS[CONTEXT]", fields.getOrDefault("context", "ALL") + (admins ? "-admin" : ""));
        if (hides) {
            query.put("FIELDS[HIDDEN]", "Y");
        }
        return new Call("imbot.app.update", query.built(), Map.of("APP_ID", id(present)));
    }

    @Override
    public Call unregister(Registration present) {
        var id = id(present);
        return new Call(
                "imbot.app.unregister",
                FormQuery.empty().putEncoded("APP_ID", id).built(),
                Map.of("APP_ID", id));
    }

    private static String id(Registration present) {
        return String.valueOf(present.id().orElseThrow());
    }

    @Override
    public Answer read(Deed deed, Outcome outcome, long id) {
        return deed == Deed.REGISTER
                ? ImbotAnswers.toRegister(outcome)
                : ImbotAnswers.toChange(outcome, id, GONE, NOT_OURS);
    }

    private Words words(Content.App listed) {
        return words.get(listed.app(), AppSurface::said);
    }

    private static Words said(ChatApp app) {
        var icon = app.icon().map(picture -> Base64.getEncoder().encodeToString(picture.png()));
        return new Words(
                common(app, ""),
                common(app, "FIELDS"),
                icon.map(base64 -> FormQuery.empty().put("ICON_FILE", base64).built())
                        .orElse(""),
                icon.map(base64 -> FormQuery.within("FIELDS")
                                .put("ICON_FILE", base64)
                                .built())
                        .orElse(""));
    }

    private static String common(ChatApp app, String below) {
        var query = FormQuery.within(below);
        switch (app.action()) {
            case Action.Put put -> script(query, "PUT", put.command());
            case Action.Send send -> script(query, "SEND", send.command());
            case Action.Call call -> script(query, "CALL", call.number());
            case Action.Support support -> script(query, "SUPPORT", support.lineCode());
            case Action.Iframe frame ->
                query.put("IFRAME_WIDTH", String.valueOf(frame.width()))
                        .put("IFRAME_HEIGHT", String.valueOf(frame.height()))
                        .put("IFRAME_POPUP", Flags.of(frame.popup()))
                        .put("HIDDEN", Flags.of(frame.hidden()));
        }
        query.put("CONTEXT", context(app.audience()))
                .put("EXTRANET_SUPPORT", Flags.of(app.audience().extranet()))
                .put("LIVECHAT_SUPPORT", Flags.of(app.audience().livechat()));
        lang(query, app);
        return query.built();
    }

    private static void script(FormQuery query, String method, String parameter) {
        query.put("JS_METHOD", method).put("JS_PARAM", parameter);
    }

    /** What of a frame is each tenant's own. */
    private void frame(FormQuery query, String below, Tenant tenant, Content.App listed) {
        if (listed.frameUrl().isPresent()) {
            var hash = secrets.hash(tenant.id(), listed.code(), tenant.generation());
            query.join(FormQuery.within(below)
                    .put("IFRAME", listed.frameUrl().get())
                    .put("HASH", hash.reveal())
                    .built());
        }
    }

    private static String context(Audience audience) {
        return audience.context() + (audience.adminsOnly() ? "-admin" : "");
    }

    private static void lang(FormQuery query, ChatApp app) {
        var number = 0;
        for (var phrase : app.labels().entrySet()) {
            var entry = "LANG[" + number++ + "]";
            var label = phrase.getValue();
            query.put(entry + "[LANGUAGE_ID]", phrase.getKey())
                    .put(entry + "[TITLE]", label.title())
                    .put(entry + "[DESCRIPTION]", label.description())
                    .put(entry + "[COPYRIGHT]", label.copyright());
        }
    }
}
