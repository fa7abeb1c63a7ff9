package io.portalbots.sandbox.control;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.ChatApp.Action;
import io.portalbots.sandbox.model.Command;
import io.portalbots.sandbox.model.Image;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Profile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A portal as JSON: every stored field, for people, tests and the messenger page. */
final class PortalViews {

    private PortalViews() {}

    /** Name, people, channels, phones. */
    static JsonObject summary(Portal portal) {
        return new JsonObject()
                .put("name", portal.name())
                .put("domain", portal.domain())
                .put("memberId", portal.memberId())
                .mergeIn(TraitFields.view(portal.traits()))
                .put("users", list(portal.people().all(), person -> person(portal, person)))
                .put("openChannels", list(portal.openChannels(), PortalViews::channel))
                .put("phones", new JsonArray(List.copyOf(portal.phones())));
    }

    /** The summary, and everything applications and people left there. */
    static JsonObject detail(Portal portal) {
        return summary(portal)
                .put("bots", list(portal.bots().all(), PortalViews::bot))
                .put("commands", list(portal.commands().all(), PortalViews::command))
                .put("chatApps", list(portal.chatApps().all(), PortalViews::chatApp))
                .put("dialogs", list(portal.chats().all(), PortalViews::chat))
                .put("messages", list(portal.messages().all(), MessageViews::raw))
                .put("dialogTokens", dialogTokens(portal))
                .put("installs", list(portal.installations().values(), AppFields::view));
    }

    static <T> JsonArray list(Collection<T> items, Function<T, JsonObject> view) {
        return new JsonArray(items.stream().map(view).toList());
    }

    static JsonObject person(Portal portal, Person person) {
        return new JsonObject()
                .put("id", person.id())
                .put("name", person.name())
                .put("admin", person.admin())
                .put("extranet", person.extranet())
                .put("connector", person.connector())
                .put("dismissed", person.dismissed())
                .put("language", person.language())
                .put("cookie", "PHPSESSID=" + portal.session(person.id()));
    }

    private static JsonObject channel(Portal.OpenChannel channel) {
        return new JsonObject().put("code", channel.code()).put("name", channel.name());
    }

    private static JsonObject bot(Bot bot) {
        return new JsonObject()
                .put("id", bot.id())
                .put("code", bot.code())
                .put("name", bot.name())
                .put("type", bot.type())
                .put("openline", bot.openline())
                .put("clientId", bot.clientId())
                .mergeIn(profile(bot.profile()));
    }

    private static JsonObject profile(Profile profile) {
        return new JsonObject()
                .put("color", profile.color())
                .put("email", profile.email())
                .put("birthday", profile.birthday())
                .put("workPosition", profile.workPosition())
                .put("www", profile.www())
                .put("gender", profile.gender())
                .put("avatar", profile.photo().map(Image::dataUri).orElse(null));
    }

    private static JsonObject command(Command command) {
        return new JsonObject()
                .put("id", command.id())
                .put("botId", command.botId())
                .put("command", command.word())
                .put("common", command.common())
                .put("hidden", command.hidden())
                .put("extranetSupport", command.extranetSupport())
                .put("clientId", command.clientId())
                .put("lang", list(command.lang(), PortalViews::commandPhrase));
    }

    private static JsonObject commandPhrase(Command.Phrase phrase) {
        return new JsonObject()
                .put("languageId", phrase.languageId())
                .put("title", phrase.title())
                .put("params", phrase.params());
    }

    private static JsonObject chatApp(ChatApp app) {
        var frame = Optional.of(app.frame()).filter(Action.Frame::isThere);
        return new JsonObject()
                .put("id", app.id())
                .put("botId", app.botId())
                .put("code", app.code())
                .put("clientId", app.clientId())
                .put("jsMethod", app.js().map(Action.Js::method).orElse(null))
                .put("jsParam", app.js().map(Action.Js::param).orElse(null))
                .put("iframe", frame.map(Action.Frame::url).orElse(null))
                .put("iframeWidth", frame.map(Action.Frame::width).orElse(null))
                .put("iframeHeight", frame.map(Action.Frame::height).orElse(null))
                .put("iframePopup", frame.filter(Action.Frame::popup).isPresent())
                .put("hash", app.hash())
                .put("context", app.context())
                .put("hidden", app.hidden())
                .put("extranetSupport", app.extranetSupport())
                .put("livechatSupport", app.livechatSupport())
                .put("icon", app.icon().map(Image::dataUri).orElse(null))
                .put("lang", list(app.lang(), PortalViews::phrase));
    }

    private static JsonObject phrase(ChatApp.Phrase phrase) {
        return new JsonObject()
                .put("languageId", phrase.languageId())
                .put("title", phrase.title())
                .put("description", phrase.description())
                .put("copyright", phrase.copyright());
    }

    private static JsonObject chat(Chat chat) {
        return new JsonObject()
                .put("chatId", chat.id())
                .put("type", chat.type())
                .put("title", chat.title())
                .put("description", chat.looks().description())
                .put("color", chat.looks().color())
                .put("avatar", chat.looks().avatar().map(Image::dataUri).orElse(null))
                .put("ownerId", chat.authorId())
                .put(
                        "managerIds",
                        new JsonArray(chat.managers().stream().sorted().toList()))
                .put("userIds", new JsonArray(List.copyOf(chat.members())))
                .put("entityType", chat.entityType())
                .put("entityId", chat.entityId());
    }

    /** Which bots may write where they are no members, and until when. */
    private static JsonArray dialogTokens(Portal portal) {
        var tokens = new JsonArray();
        portal.dialogTokens()
                .forEach((seat, until) -> tokens.add(new JsonObject()
                        .put("chatId", seat.chatId())
                        .put("botId", seat.botId())
                        .put("until", until.toString())));
        return tokens;
    }
}
