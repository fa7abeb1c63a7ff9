package io.portalbots.portal;

import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Listing.Content;
import io.portalbots.plan.Registration;
import io.portalbots.registry.Surface;
import io.portalbots.tenant.Tenant;
import io.vertx.core.json.JsonObject;
import java.util.Base64;

/**
 * Bots, by {@code imbot.register}, {@code imbot.update}, {@code imbot.unregister}.
 *
 * <pre>{@code
 * imbot.register    CODE=pb_echo&TYPE=B&EVENT_HANDLER=https://..&PROPERTIES[NAME]=Echo&PROPERTIES[COLOR]=MINT
 * 200  {"result": 62}                   the BOT_ID; the same one, unchanged, if CODE is there already
 * 400  {"error": "MAX_COUNT_ERROR"}     the portal allows no more bots
 * 400  {"error": "BOT_ID_ERROR"}        (update, unregister) no such bot
 * }</pre>
 *
 * <p>A portal keeps one set of event handlers for each application, not for each bot: all of ours have the same URL.
 *
 * @see "Bitrix24 REST reference, chat bots (v1)"
 */
public final class BotSurface implements Surface {

    private final TenantRest rest;

    public BotSurface(TenantRest rest) {
        this.rest = rest;
    }

    @Override
    public String name() {
        return Key.BOT;
    }

    @Override
    public Answer register(Tenant tenant, Listing listing, long owner) {
        var bot = (Content.Bot) listing.content();
        var parameters = fields(bot).put("TYPE", "B");
        return ImbotAnswers.toRegister(rest.call(tenant, "imbot.register", parameters));
    }

    @Override
    public Answer update(Tenant tenant, Listing listing, long id) {
        var fields = fields((Content.Bot) listing.content());
        var parameters = new JsonObject().put("BOT_ID", id).put("FIELDS", fields);
        return ImbotAnswers.toChange(rest.call(tenant, "imbot.update", parameters), id, "BOT_ID_ERROR");
    }

    @Override
    public Answer unregister(Tenant tenant, Registration present) {
        var id = present.id().orElseThrow();
        return ImbotAnswers.toChange(
                rest.call(tenant, "imbot.unregister", new JsonObject().put("BOT_ID", id)), id, "BOT_ID_ERROR");
    }

    private static JsonObject fields(Content.Bot bot) {
        var profile = bot.profile();
        var properties = new JsonObject()
                .put("NAME", profile.name())
                .put("COLOR", profile.color().name())
                .put("WORK_POSITION", profile.workPosition());
        profile.avatar()
                .ifPresent(face ->
                        properties.put("PERSONAL_PHOTO", Base64.getEncoder().encodeToString(face.png())));
        return new JsonObject()
                .put("CODE", bot.code())
                .put("EVENT_HANDLER", bot.eventUrl())
                .put("PROPERTIES", properties);
    }
}
