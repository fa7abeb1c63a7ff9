package io.portalbots.web;

import io.portalbots.chat.PortalEvent;
import io.portalbots.chat.PortalEvent.CommandsAdded.Run;
import io.portalbots.spi.Arrival;
import io.portalbots.spi.CommandCall;
import io.portalbots.spi.CommandCall.Source;
import io.portalbots.spi.Dialog;
import io.portalbots.spi.Message;
import io.portalbots.spi.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads events from the flat fields of their forms, such as {@code data[PARAMS][MESSAGE]=hello}. Every value is a
 * string; the list of events, and of kinds of chats, is open.
 *
 * @see "Bitrix24 REST reference, chat bots (v1), events"
 */
final class EventReader {

    private static final Pattern ENTRY = Pattern.compile("data\\[(BOT|COMMAND)]\\[([0-9]{1,18})]\\[.*", Pattern.DOTALL);

    private final Map<String, String> fields;

    private EventReader(Map<String, String> fields) {
        this.fields = fields;
    }

    /**
     * The event in {@code form}.
     *
     * @throws IllegalArgumentException naming a field that is missing or no number
     */
    static PortalEvent read(byte[] form) {
        return read(Form.fields(form));
    }

    /**
     * The event in {@code fields}.
     *
     * @throws IllegalArgumentException naming a field that is missing or no number
     */
    static PortalEvent read(Map<String, String> fields) {
        var reader = new EventReader(fields);
        var name = fields.getOrDefault("event", "");
        return switch (name) {
            case "ONIMBOTMESSAGEADD" -> new PortalEvent.MessageAdded(reader.ids("BOT"), reader.message());
            case "ONIMCOMMANDADD" -> new PortalEvent.CommandsAdded(reader.runs(), reader.extranet());
            case "ONIMBOTJOINCHAT" ->
                new PortalEvent.JoinedChat(
                        reader.ids("BOT"), new Arrival(reader.person(), reader.dialog()), reader.extranet());
            case "ONIMBOTDELETE" -> new PortalEvent.BotDeleted(reader.number("data[BOT_ID]"));
            case "ONAPPUPDATE" -> new PortalEvent.Updated();
            default -> new PortalEvent.Other(name);
        };
    }

    private boolean extranet() {
        return text("data[USER][IS_EXTRANET]").equals("Y");
    }

    private List<Long> ids(String kind) {
        var ids = new TreeSet<Long>();
        for (var name : fields.keySet()) {
            var entry = ENTRY.matcher(name);
            if (entry.matches() && entry.group(1).equals(kind)) {
                ids.add(Long.valueOf(entry.group(2)));
            }
        }
        return List.copyOf(ids);
    }

    private Message message() {
        return new Message(number("data[PARAMS][MESSAGE_ID]"), text("data[PARAMS][MESSAGE]"), person(), dialog());
    }

    private List<Run> runs() {
        return ids("COMMAND").stream().map(this::run).toList();
    }

    private Run run(long id) {
        Function<String, String> field = name -> "data[COMMAND][" + id + "][" + name + "]";
        var call = new CommandCall(
                text(field.apply("COMMAND")),
                text(field.apply("COMMAND_PARAMS")),
                number(field.apply("MESSAGE_ID")),
                source(text(field.apply("COMMAND_CONTEXT"))),
                person(),
                dialog());
        return new Run(number(field.apply("BOT_ID")), id, call);
    }

    private static Source source(String context) {
        return switch (context) {
            case "KEYBOARD" -> Source.KEYBOARD;
            case "MENU" -> Source.MENU;
            default -> Source.TYPED;
        };
    }

    private Person person() {
        var language = text("data[PARAMS][LANGUAGE]").toLowerCase(Locale.ROOT);
        var id = text("data[USER][ID]").isEmpty() ? "data[PARAMS][USER_ID]" : "data[USER][ID]";
        return new Person(number(id), text("data[USER][NAME]"), language.matches("[a-z]{2}") ? language : "en");
    }

    private Dialog dialog() {
        var kind = switch (text("data[PARAMS][CHAT_TYPE]")) {
            case "P" -> Dialog.Kind.PRIVATE;
            case "C", "O" -> Dialog.Kind.GROUP;
            case "L" -> Dialog.Kind.LINES;
            default -> Dialog.Kind.OTHER;
        };
        return new Dialog(text("data[PARAMS][DIALOG_ID]"), kind);
    }

    private String text(String field) {
        return fields.getOrDefault(field, "");
    }

    private long number(String field) {
        try {
            return Long.parseLong(text(field));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the event's " + field + " is no number but '" + text(field) + "'", e);
        }
    }
}
