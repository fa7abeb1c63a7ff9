package io.portalbots.bench;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Commands of batches: {@code method?query}. */
final class Commands {

    private static final int ICON_BYTES = 4 * 1024;
    private static final String HASH = "3f9c1b7e5a2d48608c4e9f10ab67d253";

    private Commands() {}

    static String bot() {
        var query = new LinkedHashMap<String, String>();
        query.put("CODE", "bench");
        query.put("EVENT_HANDLER", "https://bots.example.test/events");
        query.put("PROPERTIES[NAME]", "Bench");
        return "imbot.register?" + encode(query);
    }

    /** An iframe app with an icon of its own. */
    static String frame(String bot, String code) {
        var query = new LinkedHashMap<String, String>();
        query.put("BOT_ID", bot);
        query.put("CODE", code);
        query.put("IFRAME", "https://bots.example.test/frames/" + code);
        query.put("HASH", HASH);
        query.put("ICON_FILE", icon(code));
        query.put("CONTEXT", "ALL");
        query.put("LANG[0][LANGUAGE_ID]", "en");
        query.put("LANG[0][TITLE]", "The " + code);
        query.put("LANG[0][DESCRIPTION]", "Opens the " + code);
        query.put("LANG[0][COPYRIGHT]", "Example Ltd");
        return "imbot.app.register?" + encode(query);
    }

    /** A PNG by its head; of the rest nobody asks. */
    private static String icon(String code) {
        var bytes = new byte[ICON_BYTES];
        new Random(code.hashCode()).nextBytes(bytes);
        ByteBuffer.wrap(bytes)
                .putLong(0x89504E47_0D0A1A0AL)
                .putInt(13)
                .putInt(0x49484452)
                .putInt(50)
                .putInt(50);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String encode(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> utf8(entry.getKey()) + "=" + utf8(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String utf8(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
