package io.portalbots.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Events as the REST reference shows them, decoded. */
final class DocumentedEvents {

    private DocumentedEvents() {}

    /** The form with these fields, as a portal sends it. */
    static byte[] bytes(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(UTF_8);
    }

    private static final String BLOCK = """
            @[access_token]=b0tacc0000aaaa1111bbbb2222cccc33
            @[refresh_token]=b0tref0000dddd4444eeee5555ffff66
            @[application_token]=apptok0123456789abcdef0123456789
            @[member_id]=5f0e1d2c3b4a59687786a5b4c3d2e1f0
            @[domain]=acme.bitrix24.test
            @[client_endpoint]=https://acme.bitrix24.test/rest/
            @[expires_in]=3600
            @[client_id]=local.6512ab34cd56ef.10203040
            @[AUTH][access_token]=b0tacc0000aaaa1111bbbb2222cccc33
            @[AUTH][refresh_token]=b0tref0000dddd4444eeee5555ffff66
            """;

    private static final String AUTH = """
            auth[access_token]=us3racc000aaaa1111bbbb2222cccc33
            auth[refresh_token]=us3rref000dddd4444eeee5555ffff66
            auth[domain]=acme.bitrix24.test
            auth[member_id]=5f0e1d2c3b4a59687786a5b4c3d2e1f0
            auth[application_token]=apptok0123456789abcdef0123456789
            """;

    static Map<String, String> messageAdded() {
        return form(BLOCK.replace("@", "data[BOT][62]") + AUTH + """
                event=ONIMBOTMESSAGEADD
                event_handler_id=31
                data[BOT][62][BOT_ID]=62
                data[BOT][62][BOT_CODE]=echo
                data[PARAMS][MESSAGE]=hello there
                data[PARAMS][MESSAGE_ID]=90210
                data[PARAMS][MESSAGE_TYPE]=P
                data[PARAMS][CHAT_TYPE]=P
                data[PARAMS][FROM_USER_ID]=17
                data[PARAMS][TO_USER_ID]=62
                data[PARAMS][DIALOG_ID]=17
                data[PARAMS][LANGUAGE]=en
                data[USER][ID]=17
                data[USER][NAME]=Dana Reyes
                data[USER][IS_EXTRANET]=N
                ts=1760000001
                """);
    }

    static Map<String, String> commandAdded() {
        return form(BLOCK.replace("@", "data[COMMAND][8]") + AUTH + """
                event=ONIMCOMMANDADD
                data[COMMAND][8][BOT_ID]=62
                data[COMMAND][8][BOT_CODE]=echo
                data[COMMAND][8][COMMAND]=help
                data[COMMAND][8][COMMAND_ID]=8
                data[COMMAND][8][COMMAND_PARAMS]=billing
                data[COMMAND][8][COMMAND_CONTEXT]=TEXTAREA
                data[COMMAND][8][MESSAGE_ID]=90211
                data[PARAMS][MESSAGE]=/help billing
                data[PARAMS][MESSAGE_ID]=90211
                data[PARAMS][CHAT_TYPE]=P
                data[PARAMS][DIALOG_ID]=17
                data[PARAMS][LANGUAGE]=en
                data[USER][ID]=17
                data[USER][NAME]=Dana Reyes
                ts=1760000002
                """);
    }

    static Map<String, String> joinedGroup() {
        return form(BLOCK.replace("@", "data[BOT][62]") + AUTH + """
                event=ONIMBOTJOINCHAT
                data[BOT][62][BOT_ID]=62
                data[PARAMS][CHAT_TYPE]=C
                data[PARAMS][BOT_ID]=62
                data[PARAMS][USER_ID]=19
                data[PARAMS][DIALOG_ID]=chat441
                data[PARAMS][LANGUAGE]=de
                data[PARAMS][CHAT_ID]=441
                data[USER][ID]=19
                data[USER][NAME]=Kim Extern
                data[USER][IS_EXTRANET]=Y
                ts=1760000003
                """);
    }

    static Map<String, String> botDeleted() {
        return form(AUTH + """
                event=ONIMBOTDELETE
                data[BOT_ID]=62
                data[BOT_CODE]=echo
                ts=1760000004
                """);
    }

    private static Map<String, String> form(String lines) {
        var fields = new LinkedHashMap<String, String>();
        lines.lines().forEach(line -> {
            var equals = line.indexOf('=');
            fields.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return fields;
    }
}
