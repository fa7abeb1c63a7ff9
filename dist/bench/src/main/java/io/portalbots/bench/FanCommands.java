package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** The commands of batches that put the apps of a {@link FanJar} on a portal, written anew for each portal. */
final class FanCommands {

    private static final int BAG = 32;

    private final String frames;
    private final List<byte[]> icons;

    /** @param frames begins the addresses of frames */
    FanCommands(String frames, int apps) {
        this.frames = frames;
        this.icons = IntStream.rangeClosed(1, apps).mapToObj(FanCommands::png).toList();
    }

    JsonObject add(String tenant, long bot, int version) {
        return each((query, app) -> {
            query.add("BOT_ID", bot).add("CODE", "fan.app" + app);
            return "imbot.app.register?" + fields(query, "", tenant, app, version);
        });
    }

    /** @param whole whether an update repeats everything, icon and address too, or names what changed and CONTEXT */
    JsonObject update(String tenant, List<Long> ids, int version, boolean whole) {
        return each((query, app) -> {
            query.add("APP_ID", ids.get(app - 1));
            return "imbot.app.update?"
                    + (whole ? fields(query, "FIELDS", tenant, app, version) : changed(query, "FIELDS", app, version));
        });
    }

    JsonObject remove(List<Long> ids) {
        return each((query, app) -> "imbot.app.unregister?" + query.add("APP_ID", ids.get(app - 1)));
    }

    private JsonObject each(BiFunction<Query, Integer, String> command) {
        var commands = new JsonObject();
        IntStream.rangeClosed(1, icons.size()).forEach(app -> commands.put("c" + app, command.apply(new Query(), app)));
        return commands;
    }

    private Query fields(Query query, String in, String tenant, int app, int version) {
        query.in(in, "IFRAME", frames + tenant + "/fan/app" + app)
                .in(in, "IFRAME_WIDTH", 360)
                .in(in, "IFRAME_HEIGHT", 240)
                .in(in, "IFRAME_POPUP", "N")
                .in(in, "HIDDEN", "N")
                .in(in, "HASH", "3f9c1b7e5a2d48608c4e9f10ab67d2" + (10 + app))
                .in(in, "ICON_FILE", Base64.getEncoder().encodeToString(icons.get(app - 1)))
                .in(in, "EXTRANET_SUPPORT", "N")
                .in(in, "LIVECHAT_SUPPORT", "N");
        return changed(query, in, app, version);
    }

    private static Query changed(Query query, String in, int app, int version) {
        return query.in(in, "CONTEXT", "ALL")
                .in(in, "LANG][0][LANGUAGE_ID", "en")
                .in(in, "LANG][0][TITLE", FanJar.title("peer", app, version))
                .in(in, "LANG][0][DESCRIPTION", "Opens the app")
                .in(in, "LANG][0][COPYRIGHT", "Example Ltd");
    }

    /** As {@link FanJar} draws it. */
    private static byte[] png(int number) {
        var bytes = new byte[FanJar.ICON_BYTES];
        new Random(number).nextBytes(bytes);
        ByteBuffer.wrap(bytes)
                .putLong(0x89504E47_0D0A1A0AL)
                .putInt(13)
                .putInt(0x49484452)
                .putInt(108)
                .putInt(66);
        return bytes;
    }

    /** A query being written. */
    private static final class Query {

        private final StringBuilder text = new StringBuilder(BAG);

        /** {@code name} as it is, or as a field of {@code map}; one with brackets in it says only those between. */
        Query in(String map, String name, Object value) {
            if (!map.isEmpty()) {
                return add(map + "[" + name + "]", value);
            }
            var bracket = name.indexOf(']');
            return add(bracket < 0 ? name : name.substring(0, bracket) + name.substring(bracket + 1) + "]", value);
        }

        Query add(String name, Object value) {
            text.append(text.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8));
            return this;
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
