package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.event.AppEvents;
import io.portalbots.sandbox.messenger.AppChanges;
import io.portalbots.sandbox.messenger.BotRemoval;
import io.portalbots.sandbox.messenger.Messenger;
import io.portalbots.sandbox.model.World;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The methods a portal knows, by name in any case. {@code batch} is not among them: it is made of them.
 *
 * <p>Row 1 of every table of {@code imbot.*} stands here, once: a browser session is no application and is refused
 * before anything else is looked at [src: im/classes/general/im_rest.php].
 */
public final class Methods {

    private static final Answer WRONG_AUTH_TYPE =
            Answer.failure(403, "WRONG_AUTH_TYPE", "Current authorization type is denied for this method");

    private final Map<String, RestMethod> byName = new LinkedHashMap<>();

    /** All methods of the sandbox. */
    public Methods(Messenger messenger, BotRemoval removal, AppChanges changes, AppEvents events, World world) {
        var service = new ServiceMethods(this, world.clock());
        var bots = new BotMethods(removal);
        var apps = new ChangeChatApp(changes);
        var offline = new OfflineMethods(world.clock(), world.chance());
        var messages = new MessageMethods(messenger);
        var chats = new ChatMethods(messenger);
        var people = new ChatPeople(messenger.rooms());
        var editing = new ChangeMessage(messenger.editing());
        put("app.info", ServiceMethods::appInfo);
        put("profile", ServiceMethods::profile);
        put("scope", ServiceMethods::scope);
        put("methods", service::methods);
        put("method.get", service::methodGet);
        put("server.time", service::serverTime);
        put("app.option.get", OptionMethods::getCommon);
        put("app.option.set", OptionMethods::setCommon);
        put("user.option.get", OptionMethods::getPersonal);
        put("user.option.set", OptionMethods::setPersonal);
        put("event.bind", EventMethods::bind);
        put("event.unbind", EventMethods::unbind);
        put("event.get", EventMethods::get);
        put("event.test", new EventMethods(events)::test);
        put("events", EventMethods::names);
        put("event.offline.get", offline::get);
        put("event.offline.list", offline::list);
        put("event.offline.clear", OfflineMethods::clear);
        put("event.offline.error", OfflineMethods::error);
        put("imbot.register", BotMethods::register);
        put("imbot.update", UpdateBot::update);
        put("imbot.unregister", bots::unregister);
        put("imbot.bot.list", BotMethods::list);
        put("imbot.command.register", CommandMethods::register);
        put("imbot.command.unregister", CommandMethods::unregister);
        put("imbot.command.update", CommandMethods::update);
        put("imbot.command.answer", new CommandAnswer(messenger));
        put("imbot.message.add", messages::add);
        put("imbot.message.update", editing::update);
        put("imbot.message.delete", editing::delete);
        put("imbot.message.like", editing::like);
        put("im.message.command", new RunCommand(messenger));
        put("imbot.chat.sendTyping", messages::sendTyping);
        put("imbot.chat.add", chats::add);
        put("imbot.chat.get", ChatMethods::get);
        put("imbot.chat.user.add", people::add);
        put("imbot.chat.user.delete", ChatPeople::delete);
        put("imbot.chat.user.list", ChatPeople::list);
        put("imbot.chat.leave", ChatPeople::leave);
        put("imbot.chat.setOwner", ChatPeople::setOwner);
        put("imbot.chat.setManager", ChatPeople::setManager);
        put("imbot.chat.updateTitle", ChatLooks::title);
        put("imbot.chat.updateColor", ChatLooks::color);
        put("imbot.chat.updateAvatar", ChatLooks::avatar);
        put("imbot.dialog.get", new DialogMethod(messenger));
        put("imbot.app.register", new RegisterChatApp(changes));
        put("imbot.app.update", apps::update);
        put("imbot.app.unregister", apps::unregister);
    }

    /** Every name in lower case, that of {@code batch} among them. */
    Stream<String> names() {
        return Stream.concat(Stream.of("batch"), byName.keySet().stream());
    }

    /** The method of that name. */
    public Optional<RestMethod> find(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }

    private void put(String name, RestMethod method) {
        byName.put(name.toLowerCase(Locale.ROOT), name.startsWith("imbot.") ? notForBrowsers(method) : method);
    }

    private static RestMethod notForBrowsers(RestMethod method) {
        return call -> call.caller() instanceof Caller.Session ? WRONG_AUTH_TYPE : method.call(call);
    }
}
