package io.portalbots.sandbox.control;

import io.portalbots.sandbox.messenger.Effect;
import io.portalbots.sandbox.model.Attach;
import io.portalbots.sandbox.model.Button;
import io.portalbots.sandbox.model.Button.Deed;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Message;
import io.portalbots.sandbox.model.Portal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages, their buttons and what pressing does, as JSON. */
final class MessageViews {

    private MessageViews() {}

    /** A message as it is stored. */
    static JsonObject raw(Message message) {
        return new JsonObject()
                .put("id", message.id())
                .put("chatId", message.chatId())
                .put("authorId", message.authorId())
                .put("text", message.text())
                .put("keyboard", PortalViews.list(message.keyboard(), MessageViews::button))
                .put("menu", PortalViews.list(message.menu(), MessageViews::button))
                .put("attach", attach(message.content().attach()))
                .put("system", message.content().flags().system())
                .put("urlPreview", message.content().flags().urlPreview())
                .put("skipConnector", message.content().flags().skipConnector())
                .put("state", Fields.word(message.state()))
                .put("likes", new JsonArray(message.likes().stream().sorted().toList()))
                .put("at", message.at().toString());
    }

    /** A message as somebody reads it: with its author's name. */
    static JsonObject read(Portal portal, Message message) {
        var name = portal.member(message.authorId()).map(Member::name).orElse("");
        return raw(message).put("authorName", name);
    }

    /** The answer to a click or press. */
    static JsonObject effect(Effect effect) {
        return switch (effect) {
            case Effect.Put put -> named("put").put("text", put.text());
            case Effect.Sent sent -> named("send").put("text", sent.text()).put("messageId", sent.messageId());
            case Effect.Call call -> named("call").put("number", call.number());
            case Effect.Support support -> named("support").put("code", support.code());
            case Effect.OpenDialog dialog -> named("dialog").put("dialogId", dialog.dialogId());
            case Effect.Copy copy -> named("copy").put("text", copy.text());
            case Effect.Link link -> named("link").put("url", link.url());
            case Effect.Commanded commanded -> named("command");
            case Effect.Vendor vendor ->
                named(vendor.action().toLowerCase(Locale.ROOT)).put("value", vendor.value());
            case Effect.Frame frame -> frame(frame);
            case Effect.NotVisible notVisible -> throw ControlError.notVisible(notVisible.reason());
            case Effect.NotTampered notTampered -> throw ControlError.conflict("NOT_TAMPERED", notTampered.reason());
        };
    }

    /** Blocks in order, their fields by the names they were sent with; {@code null} if there is none. */
    private static @Nullable JsonObject attach(Attach attach) {
        return attach.blocks().isEmpty()
                ? null
                : new JsonObject()
                        .put("colorToken", attach.colorToken())
                        .put("color", attach.color())
                        .put("blocks", PortalViews.list(attach.blocks(), MessageViews::block));
    }

    private static JsonObject block(Attach.Block block) {
        var items = block.items().stream().map(MessageViews::texts).toList();
        return new JsonObject().put("kind", block.kind()).put("items", new JsonArray(items));
    }

    private static JsonObject texts(Map<String, String> texts) {
        var view = new JsonObject();
        texts.forEach(view::put);
        return view;
    }

    private static JsonObject frame(Effect.Frame frame) {
        return named("frame")
                .put("url", frame.url())
                .put("width", frame.width())
                .put("height", frame.height())
                .put("title", frame.title())
                .put("copyright", frame.copyright())
                .put("popup", frame.popup())
                .put("contextMode", frame.contextMode());
    }

    private static JsonObject named(String effect) {
        return new JsonObject().put("effect", effect);
    }

    private static JsonObject button(Button button) {
        return switch (button) {
            case Button.NewLine newLine -> new JsonObject().put("newLine", true);
            case Button.Key key ->
                deed(new JsonObject().put("text", key.text()), key.deed())
                        .put("block", key.block())
                        .put("disabled", key.disabled())
                        .put("style", texts(key.style()));
        };
    }

    private static JsonObject deed(JsonObject view, Deed deed) {
        return switch (deed) {
            case Deed.Link link -> view.put("kind", "link").put("link", link.url());
            case Deed.OpenApp open ->
                view.put("kind", "app")
                        .put("appId", open.appId())
                        .put("appParams", open.params().orElse(null));
            case Deed.Act act ->
                view.put("kind", "action").put("action", act.action()).put("actionValue", act.value());
            case Deed.Run run ->
                view.put("kind", "command")
                        .put("botId", run.botId())
                        .put("command", run.command())
                        .put("commandParams", run.params());
        };
    }
}
