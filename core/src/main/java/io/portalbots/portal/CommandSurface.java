package io.portalbots.portal;

import io.portalbots.plan.Abilities;
import io.portalbots.plan.Abilities.Again;
import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Listing.Content;
import io.portalbots.plan.Registration;
import io.portalbots.registry.Call;
import io.portalbots.registry.Outcome;
import io.portalbots.registry.Surface;
import io.portalbots.tenant.Tenant;
import java.util.Map;
import java.util.Set;

/**
 * Slash commands, by {@code imbot.command.register}, {@code .update}, {@code .unregister}.
 *
 * <pre>{@code
 * imbot.command.register    BOT_ID=62&COMMAND=help&COMMON=N&HIDDEN=N&EXTRANET_SUPPORT=N&EVENT_COMMAND_ADD=https://..
 *                           &LANG[0][LANGUAGE_ID]=en&LANG[0][TITLE]=..&LANG[0][PARAMS]=..
 * 200  {"result": 8}                     the COMMAND_ID; the same one, unchanged, if BOT_ID and COMMAND are there
 * 400  {"error": "BOT_ID_ERROR"}
 * 400  {"error": "COMMAND_ID_ERROR"}     (update, unregister) no such command
 * 400  {"error": "APP_ID_ERROR"}         (update, unregister) it is another application's by now
 * }</pre>
 *
 * @see "Bitrix24 REST reference, chat bots (v1), commands"
 */
public final class CommandSurface implements Surface {

    private static final String GONE = "COMMAND_ID_ERROR";
    private static final String NOT_OURS = "APP_ID_ERROR";

    @Override
    public String name() {
        return Key.COMMAND;
    }

    @Override
    public Abilities abilities() {
        return new Abilities(false, true, false, false, Again.SAFE, Set.of("word"), Set.of("common"));
    }

    @Override
    public Call register(Tenant tenant, Listing listing, String owner) {
        var slash = (Content.Slash) listing.content();
        var word = slash.command().word();
        var query = said(FormQuery.empty(), slash)
                .putEncoded("BOT_ID", owner)
                .put("COMMAND", word)
                .put("COMMON", Flags.of(slash.command().common()));
        return new Call("imbot.command.register", query.built(), Map.of("COMMAND", word));
    }

    @Override
    public Call update(Tenant tenant, Listing listing, String id, boolean unsure) {
        var slash = (Content.Slash) listing.content();
        var query = FormQuery.empty()
                .putEncoded("COMMAND_ID", id)
                .join(said(FormQuery.within("FIELDS"), slash).built());
        return new Call(
                "imbot.command.update",
                query.built(),
                Map.of("COMMAND", slash.command().word()));
    }

    /** Commands are not revised, so none is retired. */
    @Override
    public Call retire(Registration present) {
        throw new UnsupportedOperationException("commands are not retired");
    }

    @Override
    public Call unregister(Registration present) {
        var id = id(present);
        return new Call(
                "imbot.command.unregister",
                FormQuery.empty().putEncoded("COMMAND_ID", id).built(),
                Map.of("COMMAND_ID", id));
    }

    @Override
    public Call probe(Registration present) {
        var id = id(present);
        var hidden = Flags.of(Boolean.parseBoolean(present.fields().get("hidden")));
        var query = FormQuery.empty().putEncoded("COMMAND_ID", id).put("FIELDS[HIDDEN]", hidden);
        return new Call("imbot.command.update", query.built(), Map.of("COMMAND_ID", id));
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

    private static FormQuery said(FormQuery query, Content.Slash slash) {
        query.put("EVENT_COMMAND_ADD", slash.eventUrl())
                .put("HIDDEN", Flags.of(slash.command().hidden()))
                .put("EXTRANET_SUPPORT", Flags.of(slash.command().extranet()));
        var number = 0;
        for (var phrase : slash.command().labels().entrySet()) {
            var entry = "LANG[" + number++ + "]";
            query.put(entry + "[LANGUAGE_ID]", phrase.getKey())
                    .put(entry + "[TITLE]", phrase.getValue().title())
                    .put(entry + "[PARAMS]", phrase.getValue().params());
        }
        return query;
    }
}
