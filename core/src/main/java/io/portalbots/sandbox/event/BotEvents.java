package io.portalbots.sandbox.event;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Command;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events of bots and commands [src: im/classes/general/im_rest.php]. */
public final class BotEvents {

    /**
     * A command as it was run.
     *
     * @param context {@code TEXTAREA} typed, {@code KEYBOARD} pressed, {@code MENU} picked
     */
    public record Invocation(Command command, Bot bot, String params, String context, int messageId) {}

    private final Events events;
    private final AuthBlocks auth;

    /** Bot events sent through {@code events}. */
    public BotEvents(Events events, AuthBlocks auth) {
        this.events = events;
        this.auth = auth;
    }

    /** ONIMBOTMESSAGEADD, ...UPDATE or ...DELETE to one application, for all its bots concerned. */
    public void message(
            String event, Portal portal, Installation app, List<Bot> bots, Map<String, Object> params, Member author) {
        var blocks = new LinkedHashMap<String, Object>();
        bots.forEach(bot -> blocks.put(String.valueOf(bot.id()), auth.bot(portal, app, bot, true)));
        var data = data("BOT", blocks, params, withFlags(author));
        events.send(portal, app, event, payload(portal, app, data, author.id(), true));
    }

    /** ONIMCOMMANDADD to one application; the invocations are of different commands. */
    public void commands(
            Portal portal, Installation app, List<Invocation> invocations, Map<String, Object> params, Member author) {
        var blocks = new LinkedHashMap<String, Object>();
        invocations.forEach(run -> blocks.put(String.valueOf(run.command().id()), command(portal, app, run)));
        var data = data("COMMAND", blocks, params, user(author));
        events.send(portal, app, "ONIMCOMMANDADD", payload(portal, app, data, author.id(), true));
    }

    /** ONIMBOTJOINCHAT to the bot's application. */
    public void joined(Portal portal, Installation app, Bot bot, Map<String, Object> params, Member actor) {
        var blocks = Map.<String, Object>of(String.valueOf(bot.id()), auth.bot(portal, app, bot, false));
        var data = data("BOT", blocks, params, user(actor));
        events.send(portal, app, "ONIMBOTJOINCHAT", payload(portal, app, data, actor.id(), false));
    }

    /** ONIMBOTDELETE to the bot's application. */
    public void deleted(Portal portal, Installation app, Bot bot, int actorId) {
        var data = new LinkedHashMap<String, Object>();
        data.put("BOT_ID", bot.id());
        data.put("BOT_CODE", bot.code());
        events.send(portal, app, "ONIMBOTDELETE", payload(portal, app, data, actorId, false));
    }

    private Payload payload(
            Portal portal, Installation app, Map<String, Object> data, int actorId, boolean refreshable) {
        return new Payload(actorId, data, userId -> auth.actor(portal, app, userId, refreshable));
    }

    private Map<String, Object> command(Portal portal, Installation app, Invocation run) {
        var block = auth.bot(portal, app, run.bot(), true);
        block.put("COMMAND", run.command().word());
        block.put("COMMAND_ID", run.command().id());
        block.put("COMMAND_PARAMS", run.params());
        block.put("COMMAND_CONTEXT", run.context());
        block.put("MESSAGE_ID", run.messageId());
        return block;
    }

    private static Map<String, Object> data(
            String kind, Map<String, Object> blocks, Map<String, Object> params, Map<String, Object> user) {
        var data = new LinkedHashMap<String, Object>();
        data.put(kind, blocks);
        data.put("PARAMS", params);
        data.put("USER", user);
        return data;
    }

    private static Map<String, Object> user(Member member) {
        var user = new LinkedHashMap<String, Object>();
        user.put("ID", member.id());
        user.put("NAME", member.name());
        user.put("FIRST_NAME", member.firstName());
        user.put("LAST_NAME", member.lastName());
        user.put("WORK_POSITION", member.workPosition());
        user.put("GENDER", member.gender());
        return user;
    }

    private static Map<String, Object> withFlags(Member member) {
        var user = user(member);
        user.put("IS_BOT", member instanceof Bot ? "Y" : "N");
        user.put("IS_CONNECTOR", member instanceof Person person && person.connector() ? "Y" : "N");
        user.put("IS_NETWORK", "N");
        user.put("IS_EXTRANET", member instanceof Person person && person.extranet() ? "Y" : "N");
        return user;
    }
}
