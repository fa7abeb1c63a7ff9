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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bots, by {@code imbot.register}, {@code imbot.update}, {@code imbot.unregister}, {@code imbot.bot.list}.
 *
 * <pre>{@code
 * imbot.register    CODE=pb_echo&TYPE=B&EVENT_HANDLER=https://..&PROPERTIES[NAME]=Echo&PROPERTIES[COLOR]=MINT
 * 200  {"result": 62}                   the BOT_ID; the same one, unchanged, if CODE is there already
 * 400  {"error": "MAX_COUNT_ERROR"}     the portal allows no more bots
 * 400  {"error": "BOT_ID_ERROR"}        (update, unregister) no such bot
 *
 * imbot.bot.list
 * 200  {"result": {"62": {"ID": "62", "CODE": "pb_echo", ..}, ..}}      all of the portal; [] if there is none
 * }</pre>
 *
 * <p>A portal keeps one set of event handlers for each application, not for each bot: all of ours have the same URL.
 *
 * @see "Bitrix24 REST reference, chat bots (v1)"
 */
public final class BotSurface implements Surface {

    private static final String GONE = "BOT_ID_ERROR";

    @Override
    public String name() {
        return Key.BOT;
    }

    @Override
    public Abilities abilities() {
        return new Abilities(true, true, false, false, Again.SAFE, Set.of("code"), Set.of());
    }

    @Override
    public Call register(Tenant tenant, Listing listing, String owner) {
        var bot = (Content.Bot) listing.content();
        var query = said(FormQuery.empty(), bot).put("TYPE", "B");
        return new Call("imbot.register", query.built(), Map.of("CODE", bot.code()));
    }

    @Override
    public Call update(Tenant tenant, Listing listing, String id, boolean unsure) {
        var bot = (Content.Bot) listing.content();
        var query = FormQuery.empty()
                .putEncoded("BOT_ID", id)
                .join(said(FormQuery.within("FIELDS"), bot).built());
        return new Call("imbot.update", query.built(), Map.of("CODE", bot.code()));
    }

    /** Nothing to hide a bot by; it is not asked for, as bots are not revised. */
    @Override
    public Call retire(Registration present) {
        throw new UnsupportedOperationException("bots are not retired");
    }

    @Override
    public Call unregister(Registration present) {
        var id = String.valueOf(present.id().orElseThrow());
        return new Call(
                "imbot.unregister", FormQuery.empty().putEncoded("BOT_ID", id).built(), Map.of("BOT_ID", id));
    }

    @Override
    public Call probe(Registration present) {
        return new Call("imbot.bot.list", "", Map.of());
    }

    @Override
    public Answer probed(Registration present, Outcome outcome) {
        var id = present.id().orElseThrow();
        return switch (outcome) {
            case Outcome.Result result ->
                switch (result.value()) {
                    case Map<?, ?> bots when isSame(bots.get(String.valueOf(id)), present) -> new Answer.Done(id);
                    case Map<?, ?> others -> new Answer.Gone();
                    case List<?> none when none.isEmpty() -> new Answer.Gone();
                    case null, default -> new Answer.Silent("the portal answered no list of bots");
                };
            case Outcome.Failure failure -> new Answer.Refused(failure.error());
            case Outcome.Silence silence -> new Answer.Silent(silence.why());
        };
    }

    private static boolean isSame(@Nullable Object listed, Registration present) {
        return listed instanceof Map<?, ?> bot
                && String.valueOf(bot.get("CODE")).equals(present.fields().get("code"));
    }

    @Override
    public Answer read(Deed deed, Outcome outcome, long id) {
        return deed == Deed.REGISTER ? ImbotAnswers.toRegister(outcome) : ImbotAnswers.toChange(outcome, id, GONE);
    }

    private static FormQuery said(FormQuery query, Content.Bot bot) {
        var profile = bot.profile();
        query.put("CODE", bot.code())
                .put("EVENT_HANDLER", bot.eventUrl())
                .put("PROPERTIES[NAME]", profile.name())
                .put("PROPERTIES[COLOR]", profile.color().name())
                .put("PROPERTIES[WORK_POSITION]", profile.workPosition());
        profile.avatar()
                .ifPresent(face -> query.put(
                        "PROPERTIES[PERSONAL_PHOTO]", Base64.getEncoder().encodeToString(face.png())));
        return query;
    }
}
