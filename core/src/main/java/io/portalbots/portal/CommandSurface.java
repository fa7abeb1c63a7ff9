package io.portalbots.portal;

import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Listing.Content;
import io.portalbots.plan.Registration;
import io.portalbots.registry.Surface;
import io.portalbots.tenant.Tenant;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Slash commands, by {@code imbot.command.register}, {@code .update}, {@code .unregister}.
 *
 * <pre>{@code
 * imbot.command.register    BOT_ID=62&COMMAND=help&COMMON=N&HIDDEN=N&EXTRANET_SUPPORT=N&EVENT_COMMAND_ADD=https://..
 *                           &LANG[0][LANGUAGE_ID]=en&LANG[0][TITLE]=..&LANG[0][PARAMS]=..
 * 200  {"result": 8}                     the COMMAND_ID; the same one, unchanged, if BOT_ID and COMMAND are there
 * 400  {"error": "BOT_ID_ERROR"}
 * 400  {"error": "COMMAND_ID_ERROR"}     (update, unregister) no such command
 * }</pre>
 *
 * @see "Bitrix24 REST reference, chat bots (v1), commands"
 */
public final class CommandSurface implements Surface {

    private final TenantRest rest;

    public CommandSurface(TenantRest rest) {
        this.rest = rest;
    }

    @Override
    public String name() {
        return Key.COMMAND;
    }

    @Override
    public Answer register(Tenant tenant, Listing listing, long owner) {
        var slash = (Content.Slash) listing.content();
        var parameters = fields(slash)
                .put("BOT_ID", owner)
                .put("COMMAND", slash.command().word())
                .put("COMMON", Flags.of(slash.command().common()));
        return ImbotAnswers.toRegister(rest.call(tenant, "imbot.command.register", parameters));
    }

    @Override
    public Answer update(Tenant tenant, Listing listing, long id) {
        var parameters =
                new JsonObject().put("COMMAND_ID", id).put("FIELDS", fields((Content.Slash) listing.content()));
        return ImbotAnswers.toChange(rest.call(tenant, "imbot.command.update", parameters), id, "COMMAND_ID_ERROR");
    }

    @Override
    public Answer unregister(Tenant tenant, Registration present) {
        var id = present.id().orElseThrow();
        return ImbotAnswers.toChange(
                rest.call(tenant, "imbot.command.unregister", new JsonObject().put("COMMAND_ID", id)),
                id,
                "COMMAND_ID_ERROR");
    }

    private static JsonObject fields(Content.Slash slash) {
        var lang = new JsonArray();
        slash.command()
                .labels()
                .forEach((language, phrase) -> lang.add(new JsonObject()
                        .put("LANGUAGE_ID", language)
                        .put("TITLE", phrase.title())
                        .put("PARAMS", phrase.params())));
        return new JsonObject()
                .put("EVENT_COMMAND_ADD", slash.eventUrl())
                .put("HIDDEN", Flags.of(slash.command().hidden()))
                .put("EXTRANET_SUPPORT", Flags.of(slash.command().extranet()))
                .put("LANG", lang);
    }
}
