package io.portalbots.web;

import io.portalbots.chat.EventLog;
import io.portalbots.chat.PortalEvent;
import io.portalbots.chat.PortalEvent.CommandsAdded.Run;
import io.portalbots.spi.Arrival;
import io.portalbots.spi.CommandCall;
import io.portalbots.spi.CommandCall.Source;
import io.portalbots.spi.Dialog;
import io.portalbots.spi.Message;
import io.portalbots.spi.Person;
import io.portalbots.tenant.TenantId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads events from the flat fields of their forms, such as {@code data[PARAMS][MESSAGE]=hello}. Every value is a
 * string; the list of events, and of kinds of chats, is open.
 *
 * @see "Bitrix24 REST reference, chat bots (v1), events"
 */
final class EventReader {

    private static final Pattern ENTRY = Pattern.compile("data\\[(BOT|COMMAND)]\\[([0-9]{1,18})]\\[.*", Pattern.DOTALL);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

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

    /**
     * The same for every copy of an event, and different for others. A button of one message can be pressed many
     * times, and by many in the same second, so there the time of sending tells them apart, and who pressed which.
     */
    static String dedupe(Map<String, String> fields) {
        var reader = new EventReader(fields);
        var about = reader.ids("BOT") + "|" + reader.ids("COMMAND") + "|" + reader.text("data[BOT_ID]");
        var message = reader.text("data[PARAMS][MESSAGE_ID]");
        var pressed = fields.entrySet().stream()
                .anyMatch(field -> field.getKey().endsWith("[COMMAND_CONTEXT]")
                        && !field.getValue().equals("TEXTAREA"));
        var unique = message.isEmpty() || pressed
                ? message + "|" + reader.text("data[PARAMS][DIALOG_ID]") + "|" + reader.text("ts") + reader.presses()
                : message;
        return reader.text("event") + "|" + about + "|" + unique;
    }

    private String presses() {
        return fields.entrySet().stream()
                .filter(field -> field.getKey().endsWith("[COMMAND_PARAMS]"))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(" ", "|" + text("data[USER][ID]") + "|", ""));
    }

    /** The event in {@code fields} as it is kept: with its place in an order, and without tokens. */
    static EventLog.Arrived arrived(TenantId tenant, Map<String, String> fields) {
        var reader = new EventReader(fields);
        var message = reader.text("data[PARAMS][MESSAGE_ID]");
        return new EventLog.Arrived(
                tenant,
                reader.text("event"),
                dedupe(fields),
                reader.orderedIn(),
                NUMBER.matcher(message).matches() ? Long.parseLong(message) : 0,
                Form.bytes(Form.withoutTokens(fields)));
    }

    private boolean extranet() {
        return text("data[USER][IS_EXTRANET]").equals("Y");
    }

    /**
     * The dialog with its bots, such as {@code 17@62}: a person is the same dialog to every bot, and a bot whose plugin
     * hangs must not hold up the others. Empty if there is no dialog.
     */
    private String orderedIn() {
        var dialog = text("data[PARAMS][DIALOG_ID]");
        var bots = Stream.concat(
                ids("BOT").stream().map(String::valueOf),
                ids("COMMAND").stream().map(id -> text("data[COMMAND][" + id + "][BOT_ID]")));
        return dialog.isEmpty()
                ? ""
                : dialog + "@"
                        + bots.filter(bot -> !bot.isEmpty()).distinct().sorted().collect(Collectors.joining(","));
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
