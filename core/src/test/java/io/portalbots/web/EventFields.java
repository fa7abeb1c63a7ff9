package io.portalbots.web;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an event says, read slowly from a map of all its fields; the scan of its bytes has to find the same. */
record EventFields(Map<String, String> fields) {

    private static final Pattern ENTRY = Pattern.compile("data\\[(BOT|COMMAND)]\\[([0-9]{1,18})]\\[.*", Pattern.DOTALL);

    String text(String field) {
        return fields.getOrDefault(field, "");
    }

    String dedupe() {
        var about = ids("BOT") + "|" + ids("COMMAND") + "|" + text("data[BOT_ID]");
        var message = text("data[PARAMS][MESSAGE_ID]");
        var pressed = values("[COMMAND_CONTEXT]").anyMatch(Predicate.not("TEXTAREA"::equals));
        var unique = message.isEmpty() || pressed
                ? message + "|" + text("data[PARAMS][DIALOG_ID]") + "|" + text("ts") + "|" + text("data[USER][ID]")
                        + "|" + presses()
                : message;
        var installation = message.isEmpty() ? "|" + EventScan.digest(text("auth[application_token]")) : "";
        return text("event") + "|" + about + "|" + unique + installation;
    }

    private String presses() {
        var params = values("[COMMAND_PARAMS]").toList();
        return params.isEmpty() ? "" : EventScan.digest(String.join(" ", params));
    }

    private Stream<String> values(String end) {
        return fields.entrySet().stream()
                .filter(field -> field.getKey().endsWith(end))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
    }

    String orderedIn() {
        var dialog = text("data[PARAMS][DIALOG_ID]");
        var bots = Stream.concat(
                ids("BOT").stream().map(String::valueOf),
                ids("COMMAND").stream().map(id -> text("data[COMMAND][" + id + "][BOT_ID]")));
        return dialog.isEmpty()
                ? ""
                : dialog + "@"
                        + bots.filter(bot -> !bot.isEmpty()).distinct().sorted().collect(Collectors.joining(","));
    }

    boolean provesBot() {
        return fields.keySet().stream()
                .anyMatch(name -> name.matches("data\\[(BOT|COMMAND)]\\[[0-9]{1,18}]\\[refresh_token]"));
    }

    Map<String, String> withoutTokens() {
        return fields.entrySet().stream()
                .filter(field -> !field.getKey().startsWith("auth["))
                .filter(field -> !field.getKey().contains("[AUTH]"))
                .filter(field -> !field.getKey().contains("_token]"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
}
