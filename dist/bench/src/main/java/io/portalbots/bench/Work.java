package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A call to repeat.
 *
 * @param tenant whose it is
 * @param parameters without the token
 * @param command the same call within a batch
 */
record Work(Tenant tenant, String method, JsonObject parameters, String command) {

    /** The least that a portal can be asked, and what a platform asks it most: whether an app is still there. */
    static List<Work> all(Site site) {
        var installed = site.control(
                "/portals/acme/installs",
                new JsonObject()
                        .put("clientId", "local.0000000speed00.10203040")
                        .put("clientSecret", "secret"));
        var tenant = new Tenant(installed.getString("domain"), installed.getString("access_token"));
        var made = site.batch(
                        tenant,
                        new JsonObject().put("bot", Commands.bot()).put("app", Commands.frame("$result[bot]", "board")))
                .getJsonObject("result");
        return List.of(new Work(tenant, "profile", new JsonObject(), "profile"), known(tenant, made.getInteger("bot")));
    }

    /** Registers an app that is there: every check is made, nothing is added. */
    private static Work known(Tenant tenant, int bot) {
        var parameters = new JsonObject()
                .put("BOT_ID", bot)
                .put("CODE", "board")
                .put("JS_METHOD", "SEND")
                .put("JS_PARAM", "/help")
                .put(
                        "LANG",
                        new JsonObject()
                                .put(
                                        "0",
                                        new JsonObject()
                                                .put("LANGUAGE_ID", "en")
                                                .put("TITLE", "Help")));
        var command = "imbot.app.register?BOT_ID=" + bot
                + "&CODE=board&JS_METHOD=SEND&JS_PARAM=%2Fhelp&LANG[0][LANGUAGE_ID]=en&LANG[0][TITLE]=Help";
        return new Work(tenant, "imbot.app.register", parameters, command);
    }
}
