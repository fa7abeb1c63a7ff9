package io.portalbots.sandbox;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Parameters as no reference has them: of the wrong kind, too deep, too long, too large, not of this script. */
final class FuzzValues {

    /** Names that some method reads, on whatever level. */
    private static final List<String> NAMES = List.of(
            "BOT_ID",
            "CODE",
            "TYPE",
            "OPENLINE",
            "CLIENT_ID",
            "PROPERTIES",
            "NAME",
            "LAST_NAME",
            "COLOR",
            "EMAIL",
            "PERSONAL_PHOTO",
            "PERSONAL_BIRTHDAY",
            "PERSONAL_GENDER",
            "WORK_POSITION",
            "EVENT_HANDLER",
            "EVENT_MESSAGE_ADD",
            "EVENT_MESSAGE_UPDATE",
            "EVENT_MESSAGE_DELETE",
            "EVENT_CONTEXT_GET",
            "EVENT_WELCOME_MESSAGE",
            "EVENT_BOT_DELETE",
            "EVENT_COMMAND_ADD",
            "COMMAND_ID",
            "COMMAND",
            "COMMON",
            "HIDDEN",
            "EXTRANET_SUPPORT",
            "LIVECHAT_SUPPORT",
            "LANG",
            "LANGUAGE_ID",
            "TITLE",
            "DESCRIPTION",
            "COPYRIGHT",
            "PARAMS",
            "FIELDS",
            "MESSAGE_ID",
            "MESSAGE",
            "ATTACH",
            "KEYBOARD",
            "MENU",
            "BUTTONS",
            "ITEMS",
            "TEXT",
            "LINK",
            "APP_PARAMS",
            "ACTION",
            "ACTION_VALUE",
            "COMMAND_PARAMS",
            "WIDTH",
            "BG_COLOR",
            "DISPLAY",
            "SYSTEM",
            "URL_PREVIEW",
            "SKIP_CONNECTOR",
            "DIALOG_ID",
            "FROM_USER_ID",
            "TO_USER_ID",
            "COMPLETE",
            "APP_ID",
            "JS_METHOD",
            "JS_PARAM",
            "IFRAME",
            "IFRAME_WIDTH",
            "IFRAME_HEIGHT",
            "IFRAME_POPUP",
            "HASH",
            "CONTEXT",
            "ICON_FILE",
            "EVENT",
            "HANDLER",
            "AUTH_TYPE",
            "EVENT_TYPE",
            "FULL",
            "SCOPE",
            "name",
            "option",
            "options",
            "cmd",
            "halt",
            "start",
            "state",
            "token",
            "auth_connector",
            "any",
            "CHAT_ID",
            "USERS",
            "USER_ID",
            "result",
            "total",
            "next",
            "error");

    /** Texts that mean something to somebody. */
    private static final List<String> TEXTS = List.of(
            "",
            "0",
            "1",
            "-1",
            "5",
            "6",
            "101",
            "201",
            "441",
            "90001",
            "2147483647",
            "2147483648",
            "-2147483648",
            "99999999999999999999",
            "1e309",
            "-1e-309",
            "NaN",
            "0x10",
            "0.0",
            " 5",
            "5 ",
            "Y",
            "N",
            "true",
            "false",
            "null",
            "Array",
            "[]",
            "{}",
            "[[]]",
            "[{}]",
            "{\"BUTTONS\":[{\"TEXT\":\"a\",\"APP_ID\":1}]}",
            "[{\"TEXT\":5}]",
            "{\"a",
            "/help",
            "help",
            "/",
            "//",
            "echo",
            "SEND",
            "PUT",
            "CALL",
            "SUPPORT",
            "BOT",
            "ALL",
            "CHAT",
            "LINES",
            "B",
            "+1 555 010 0199",
            "3f9c1b7e5a2d48608c4e9f10ab67d253",
            "chat441",
            "chat442",
            "chat",
            "chat0",
            "sg7",
            "crm5",
            "chat99999999999",
            "http://127.0.0.1:9/ev",
            "https://bots.example.test/f?tpl=2",
            "https://",
            "http://[::1",
            "https://a.b:99999/",
            "https://a b/",
            "https://xn--/",
            "https://\u00E9.example",
            "//a.b",
            "javascript:1",
            "https://a.b/#x",
            "ONIMBOTMESSAGEADD",
            "ONAPPTEST",
            "onappinstall",
            "offline",
            "en",
            "de",
            "EN",
            "xx-YY",
            "$result[a]",
            "$result[a][b] c",
            "$error[b] $total[a]",
            "$time[a][start]",
            "$result",
            "$",
            "%",
            "%zz",
            "%00",
            "\0",
            "\r\n",
            "\uFEFF",
            "\u202E",
            "\uD83D\uDE00",
            "e\u0301",
            "\u0130",
            "\u00DF",
            "[USER=2]x[/USER]",
            "[B]",
            "data:image/png;base64,AAAA",
            "iVBORw0KGgo=",
            "R0lGODlhAQABAAAAACw=",
            "====",
            "profile",
            "scope?FULL=1",
            "batch?cmd[a]=profile",
            "imbot.register?CODE=x&PROPERTIES=$result[a]",
            "app.option.get",
            "app.option.set?options[$result[a]]=$result[b]",
            "?",
            "#",
            "a?b#c",
            "dark");

    /** Parameters that most methods take as they are, on a portal with one bot and one of everything it can have. */
    private static final Map<String, Object> SOUND = Map.ofEntries(
            Map.entry("BOT_ID", 5),
            Map.entry("COMMAND_ID", 101),
            Map.entry("APP_ID", 201),
            Map.entry("MESSAGE_ID", 90_001),
            Map.entry("DIALOG_ID", "2"),
            Map.entry("CODE", "another"),
            Map.entry("EVENT_HANDLER", TestPortal.HANDLER),
            Map.entry("EVENT_COMMAND_ADD", TestPortal.HANDLER),
            Map.entry("PROPERTIES", Map.of("NAME", "Another")),
            Map.entry("COMMAND", "other"),
            Map.entry("LANG", List.of(Map.of("LANGUAGE_ID", "en", "TITLE", "Help"))),
            Map.entry("MESSAGE", "hello"),
            Map.entry("KEYBOARD", List.of(Map.of("TEXT", "Go", "COMMAND", "help"))),
            Map.entry("IFRAME", "https://bots.example.test/f?tpl=2"),
            Map.entry("HASH", TestPortal.HASH),
            Map.entry("FIELDS", Map.of("CONTEXT", "CHAT", "HIDDEN", "N", "PROPERTIES", Map.of("NAME", "Third"))),
            Map.entry("EVENT", "ONAPPTEST"),
            Map.entry("HANDLER", TestPortal.HANDLER));

    private FuzzValues() {}

    /** Sound parameters, some of them left out, among and below them trees under known names and unknown ones. */
    static Arbitrary<Map<String, Object>> params() {
        var left = Arbitraries.of(SOUND.keySet()).set().ofMaxSize(4);
        var known = Arbitraries.of(SOUND.keySet());
        var aimed = Arbitraries.frequencyOf(Tuple.of(3, known), Tuple.of(2, names()));
        var broken = Arbitraries.maps(aimed, tree()).ofMaxSize(5);
        var below = Arbitraries.maps(names(), tree()).ofMaxSize(5);
        return Combinators.combine(left, broken, below, Arbitraries.of("FIELDS", "PROPERTIES", "any"))
                .as((absent, params, inner, place) -> {
                    var all = new LinkedHashMap<>(SOUND);
                    all.keySet().removeAll(absent);
                    all.putAll(params);
                    all.put(place, inner);
                    return all;
                });
    }

    /** Any value. */
    static Arbitrary<Object> tree() {
        return Arbitraries.lazyOf(
                FuzzValues::scalar,
                FuzzValues::scalar,
                FuzzValues::scalar,
                () -> tree().list().ofMaxSize(3).map(list -> list),
                () -> Arbitraries.maps(names(), tree()).ofMaxSize(4).map(map -> map),
                FuzzValues::deep);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of(NAMES)),
                Tuple.of(2, Arbitraries.of(NAMES).map(name -> name.toLowerCase(Locale.ROOT))),
                Tuple.of(2, Arbitraries.integers().between(0, 60).map(String::valueOf)),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(6)));
    }

    private static Arbitrary<Object> scalar() {
        return Arbitraries.<Object>frequencyOf(
                Tuple.of(10, Arbitraries.of(TEXTS)),
                Tuple.of(3, Arbitraries.integers().between(-3, 500)),
                Tuple.of(1, Arbitraries.integers()),
                Tuple.of(1, Arbitraries.longs()),
                Tuple.of(
                        1,
                        Arbitraries.bigIntegers().between(BigInteger.TEN.pow(40).negate(), BigInteger.TEN.pow(40))),
                Tuple.of(1, Arbitraries.doubles()),
                Tuple.of(1, Arbitraries.of(true, false)),
                Tuple.of(3, Arbitraries.strings().ofMaxLength(30)),
                Tuple.of(
                        1,
                        Arbitraries.of("x", "\u0416", "\uD83D\uDE00", "/a ", "<b>")
                                .map(text -> text.repeat(7000))));
    }

    /** One value under many levels of lists. */
    private static Arbitrary<Object> deep() {
        return Combinators.combine(scalar(), Arbitraries.integers().between(5, 600))
                .as((value, levels) -> {
                    var nested = value;
                    for (var level = 0; level < levels; level++) {
                        nested = List.of(nested);
                    }
                    return nested;
                });
    }
}
