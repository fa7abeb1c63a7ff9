package io.portalbots.portal;

import io.portalbots.chat.Messenger;
import io.portalbots.spi.ChatException;
import io.portalbots.tenant.Tenant;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bots speak by {@code imbot.command.answer}, which lets them speak where they are no members, and else by
 * {@code imbot.message.add}. Neither is repeated after silence: the message may be there.
 *
 * <pre>{@code
 * imbot.command.answer    COMMAND_ID=8&MESSAGE_ID=90211&MESSAGE=..    200 {"result": 90212}, or true: nothing was posted
 * imbot.message.add       BOT_ID=62&DIALOG_ID=17&MESSAGE=..           200 {"result": 90213}
 * imbot.message.update    BOT_ID=62&MESSAGE_ID=90213&MESSAGE=..       200 {"result": true}
 *                         KEYBOARD=N, MENU=N take them away           403 {"error": "CANT_EDIT_MESSAGE"} after 3 days, or not its own
 * all three               KEYBOARD={"BOT_ID":62,"BUTTONS":[..]}       400 {"error": "KEYBOARD_OVERSIZE"}
 *                         MENU={"BOT_ID":62,"ITEMS":[..]}             400 {"error": "MENU_OVERSIZE"}
 * imbot.chat.user.list    BOT_ID=62&CHAT_ID=441                       200 {"result": [1, 17, 62]}
 * }</pre>
 *
 * @see "Bitrix24 REST reference, chat bots (v1), messages, keyboards and menus"
 */
public final class PortalMessenger implements Messenger {

    /** Bytes of the JSON of each. */
    private static final int LARGEST_PART = 30_000;

    private final TenantRest rest;

    public PortalMessenger(TenantRest rest) {
        this.rest = rest;
    }

    @Override
    public Posted post(Tenant tenant, Place place, Content content) {
        var message = message(place.bot(), content);
        return place.answers()
                .map(answers -> answered(tenant, answers, message))
                .filter(id -> id.isPresent())
                .<Posted>map(Posted.There::new)
                .orElseGet(() -> added(tenant, place, message));
    }

    private static JsonObject message(long bot, Content content) {
        var message = new JsonObject().put("MESSAGE", content.text());
        if (!content.keyboard().isEmpty()) {
            message.put("KEYBOARD", checked("keyboard", keyboard(bot, content.keyboard())));
        }
        content.menu()
                .filter(items -> !items.isEmpty())
                .ifPresent(items -> message.put("MENU", checked("menu", menu(bot, items))));
        return message;
    }

    private static JsonObject checked(String what, JsonObject part) {
        var size = part.encode().getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST_PART) {
            throw new ChatException(
                    "the " + what + " has " + size + " bytes, and no more than " + LARGEST_PART + " are sent");
        }
        return part;
    }

    /** The number of the message; empty if it was not posted. */
    private OptionalLong answered(Tenant tenant, Answers answers, JsonObject message) {
        var parameters = message.copy().put("COMMAND_ID", answers.commandId()).put("MESSAGE_ID", answers.messageId());
        return rest.call(tenant, "imbot.command.answer", parameters) instanceof Reply.Result result
                ? result.id()
                : OptionalLong.empty();
    }

    private Posted added(Tenant tenant, Place place, JsonObject message) {
        var parameters = message.copy().put("BOT_ID", place.bot()).put("DIALOG_ID", place.dialogId());
        return switch (rest.call(tenant, "imbot.message.add", parameters)) {
            case Reply.Result result -> new Posted.There(result.id());
            case Reply.Failure failure -> new Posted.Refused(failure.error());
        };
    }

    @Override
    public Optional<String> edit(Tenant tenant, long bot, long messageId, Content content) {
        var parameters = message(bot, content).put("BOT_ID", bot).put("MESSAGE_ID", messageId);
        if (content.keyboard().isEmpty()) {
            parameters.put("KEYBOARD", "N");
        }
        content.menu().filter(List::isEmpty).ifPresent(none -> parameters.put("MENU", "N"));
        return rest.call(tenant, "imbot.message.update", parameters) instanceof Reply.Failure failure
                ? Optional.of(failure.error())
                : Optional.empty();
    }

    @Override
    public boolean hasMember(Tenant tenant, long bot, long group, long person) {
        var parameters = new JsonObject().put("BOT_ID", bot).put("CHAT_ID", group);
        return rest.call(tenant, "imbot.chat.user.list", parameters) instanceof Reply.Result result
                && result.value() instanceof JsonArray members
                && members.stream().anyMatch(member -> String.valueOf(member).equals(String.valueOf(person)));
    }

    @Override
    public void typing(Tenant tenant, Place place) {
        rest.call(
                tenant,
                "imbot.chat.sendTyping",
                new JsonObject().put("BOT_ID", place.bot()).put("DIALOG_ID", place.dialogId()));
    }

    private static JsonObject keyboard(long bot, List<KeyButton> keys) {
        var buttons = new JsonArray();
        for (var key : keys) {
            if (key.startsRow() && !buttons.isEmpty()) {
                buttons.add(new JsonObject().put("TYPE", "NEWLINE"));
            }
            buttons.add(button(key).put("DISPLAY", "LINE"));
        }
        return new JsonObject().put("BOT_ID", bot).put("BUTTONS", buttons);
    }

    private static JsonObject menu(long bot, List<KeyButton> keys) {
        var items = keys.stream().map(PortalMessenger::button).toList();
        return new JsonObject().put("BOT_ID", bot).put("ITEMS", new JsonArray(items));
    }

    private static JsonObject button(KeyButton key) {
        var button = new JsonObject().put("TEXT", key.text());
        return switch (key.press()) {
            case Press.Link link -> button.put("LINK", link.url());
            case Press.App app -> button.put("APP_ID", app.appId()).put("APP_PARAMS", app.key());
            case Press.Client client -> button.put("ACTION", client.action()).put("ACTION_VALUE", client.value());
            case Press.Command command -> button.put("COMMAND", command.word()).put("COMMAND_PARAMS", command.params());
        };
    }
}
