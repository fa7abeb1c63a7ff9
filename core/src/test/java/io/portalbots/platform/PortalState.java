package io.portalbots.platform;

import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a portal of the sandbox holds of an application, in a line for each thing. */
record PortalState(JsonObject portal) {

    private static final String AFTER_COMMA = "^[^,]*,";

    static PortalState of(TestPortal portal) {
        return new PortalState(portal.describe());
    }

    /** Chat apps, field by field, such as {@code hidden kiwi.nest IFRAME 360x240 all Nest}. */
    List<String> apps() {
        return each("chatApps").map(PortalState::app).sorted().toList();
    }

    private static String app(JsonObject app) {
        var what = app.getString("iframe") == null
                ? app.getString("jsMethod") + " " + app.getString("jsParam")
                : "IFRAME " + app.getInteger("iframeWidth") + "x" + app.getInteger("iframeHeight");
        var titles = app.getJsonArray("lang").stream()
                .map(JsonObject.class::cast)
                .map(phrase -> phrase.getString("title"))
                .collect(Collectors.joining("/"));
        return (app.getBoolean("hidden") ? "hidden " : "") + app.getString("code") + " " + what + " "
                + app.getString("context") + " " + titles + icon(app.getString("icon", ""));
    }

    /** By the last byte of the picture. */
    private static String icon(String dataUri) {
        if (dataUri == null || dataUri.isEmpty()) {
            return "";
        }
        var png = Base64.getDecoder().decode(dataUri.replaceFirst(AFTER_COMMA, ""));
        return " icon " + png[png.length - 1];
    }

    /** Codes of bots. */
    List<String> bots() {
        return each("bots").map(bot -> bot.getString("code")).sorted().toList();
    }

    List<String> commands() {
        return each("commands")
                .map(command -> command.getString("command"))
                .sorted()
                .toList();
    }

    /** Numbers of chat apps by their code. */
    Map<String, Long> appIds() {
        return each("chatApps")
                .collect(Collectors.toMap(
                        app -> app.getString("code"), app -> app.getLong("id"), (one, other) -> one, TreeMap::new));
    }

    /** Pairs of a bot and a code that more than one app has. */
    List<String> twice() {
        return each("chatApps")
                .collect(Collectors.groupingBy(
                        app -> app.getLong("botId") + " " + app.getString("code"), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(pair -> pair.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** All there is, as the ledger would have it: surface and number. */
    List<String> numbers() {
        return Stream.of(
                        numbers("bots", "imbot"),
                        numbers("commands", "imbot.command"),
                        numbers("chatApps", "imbot.app"))
                .flatMap(Function.identity())
                .sorted()
                .toList();
    }

    private Stream<String> numbers(String kind, String surface) {
        return each(kind).map(thing -> surface + " " + thing.getLong("id"));
    }

    private Stream<JsonObject> each(String kind) {
        return portal.getJsonArray(kind).stream().map(JsonObject.class::cast);
    }
}
