package io.portalbots.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.portalbots.plan.Listing.Content;
import io.portalbots.spi.Avatar;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.spi.Icon;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Turns content into named text, small enough to remember for every portal: pictures become digests. What is the same of an
 * app on all portals is worked out once, as long as its plugin offers the same object.
 */
final class Fields {

    private static final Cache<ChatApp, Map<String, String>> COMMON =
            Caffeine.newBuilder().weakKeys().build();

    private Fields() {}

    static NavigableMap<String, String> of(Content content) {
        var fields = new TreeMap<String, String>();
        switch (content) {
            case Content.Bot bot -> bot(bot, fields);
            case Content.Slash slash -> slash(slash, fields);
            case Content.App app -> app(app, fields);
            case Content.Handler handler -> {
                fields.put("code", handler.event());
                fields.put("handler", handler.eventUrl());
            }
        }
        return Collections.unmodifiableNavigableMap(fields);
    }

    private static void bot(Content.Bot bot, Map<String, String> fields) {
        fields.put("code", bot.code());
        fields.put("events", bot.eventUrl());
        fields.put("name", bot.profile().name());
        fields.put("position", bot.profile().workPosition());
        fields.put("color", bot.profile().color().name());
        fields.put(
                "avatar",
                bot.profile().avatar().map(Avatar::png).map(Fields::digest).orElse(""));
    }

    private static void slash(Content.Slash slash, Map<String, String> fields) {
        var command = slash.command();
        fields.put("events", slash.eventUrl());
        fields.put("word", command.word());
        fields.put("common", String.valueOf(command.common()));
        fields.put("hidden", String.valueOf(command.hidden()));
        fields.put("extranet", String.valueOf(command.extranet()));
        command.labels().forEach((language, phrase) -> {
            fields.put("title." + language, phrase.title());
            fields.put("params." + language, phrase.params());
        });
    }

    private static void app(Content.App listed, Map<String, String> fields) {
        fields.putAll(COMMON.get(listed.app(), Fields::common));
        fields.put("code", listed.code());
        listed.frameUrl().ifPresent(url -> fields.put("frame", url));
    }

    private static Map<String, String> common(ChatApp app) {
        var fields = new TreeMap<String, String>();
        action(app.action(), fields);
        fields.put("context", app.audience().context().name());
        fields.put("admins", String.valueOf(app.audience().adminsOnly()));
        fields.put("extranet", String.valueOf(app.audience().extranet()));
        fields.put("livechat", String.valueOf(app.audience().livechat()));
        fields.put("icon", app.icon().map(Icon::png).map(Fields::digest).orElse(""));
        app.labels().forEach((language, label) -> {
            fields.put("title." + language, label.title());
            fields.put("description." + language, label.description());
            fields.put("copyright." + language, label.copyright());
        });
        return fields;
    }

    private static void action(Action action, Map<String, String> fields) {
        fields.put("kind", action instanceof Action.Iframe ? "frame" : "command");
        fields.put(
                "action",
                switch (action) {
                    case Action.Put put -> "put " + put.command();
                    case Action.Send send -> "send " + send.command();
                    case Action.Call call -> "call " + call.number();
                    case Action.Support support -> "support " + support.lineCode();
                    case Action.Iframe frame ->
                        "frame " + frame.width() + "x" + frame.height() + (frame.popup() ? " popup" : "")
                                + (frame.hidden() ? " hidden" : "");
                });
    }

    private static String digest(byte[] picture) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(picture);
            return HexFormat.of().formatHex(sha, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
