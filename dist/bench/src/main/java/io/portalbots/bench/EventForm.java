package io.portalbots.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/** Requests that bring an event as portals do: somebody wrote to a bot, in a body of 4 KB. */
public final class EventForm {

    private static final int BYTES = 4096;
    private static final String TOKENS = """
            @[BOT_ID]=62
            @[BOT_CODE]=echo
            @[access_token]=b0tacc0000aaaa1111bbbb2222cccc33
            @[refresh_token]=b0tref0000dddd4444eeee5555ffff66
            @[application_token]=apptok0123456789abcdef0123456789
            @[domain]=acme.bitrix24.test
            @[status]=L
            @[client_endpoint]=https://acme.bitrix24.test/rest/
            @[server_endpoint]=https://oauth.bitrix.info/rest/
            @[expires]=1760003600
            @[expires_in]=3600
            @[scope]=im,imbot
            @[user_id]=62
            @[client_id]=local.6512ab34cd56ef.10203040
            @[AUTH][access_token]=b0tacc0000aaaa1111bbbb2222cccc33
            @[AUTH][refresh_token]=b0tref0000dddd4444eeee5555ffff66
            """;

    @SuppressWarnings("InlineFormatString") // it would hide the code
    private static final String EVENT = """
            event=ONIMBOTMESSAGEADD
            event_handler_id=31
            %sdata[PARAMS][MESSAGE]=%s
            data[PARAMS][MESSAGE_ID]=%d
            data[PARAMS][MESSAGE_TYPE]=P
            data[PARAMS][CHAT_TYPE]=P
            data[PARAMS][FROM_USER_ID]=17
            data[PARAMS][TO_USER_ID]=62
            data[PARAMS][DIALOG_ID]=17
            data[PARAMS][TO_CHAT_ID]=441
            data[PARAMS][AUTHOR_ID]=17
            data[PARAMS][SYSTEM]=N
            data[PARAMS][TEMPLATE_ID]=b9f2c1e0-1111-4222-8333-444455556666
            data[PARAMS][LANGUAGE]=en
            data[USER][ID]=17
            data[USER][NAME]=Dana Reyes
            data[USER][FIRST_NAME]=Dana
            data[USER][LAST_NAME]=Reyes
            data[USER][WORK_POSITION]=Analyst
            data[USER][GENDER]=F
            data[USER][IS_BOT]=N
            data[USER][IS_CONNECTOR]=N
            data[USER][IS_NETWORK]=N
            data[USER][IS_EXTRANET]=N
            ts=1760000001
            auth[access_token]=us3racc000aaaa1111bbbb2222cccc33
            auth[refresh_token]=us3rref000dddd4444eeee5555ffff66
            auth[expires_in]=3600
            auth[scope]=im,imbot
            auth[domain]=acme.bitrix24.test
            auth[status]=L
            auth[server_endpoint]=https://oauth.bitrix.info/rest/
            auth[client_endpoint]=https://acme.bitrix24.test/rest/
            auth[member_id]=%s
            auth[user_id]=17
            auth[application_token]=%s
            """;

    private EventForm() {}

    /** The member id of a portal by its number. */
    public static String member(int portal) {
        return "%032x".formatted(portal);
    }

    /** Its application token. */
    public static String token(int portal) {
        return "token-" + member(portal);
    }

    /** The whole request, with as long a message as makes a body of 4 KB. */
    static byte[] request(int portal, long message) {
        var bare = body(portal, message, "");
        var body = body(portal, message, "a".repeat(BYTES - bare.length()));
        return ("POST /bitrix24/bench/event HTTP/1.1\r\nHost: bots.example.test\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(ISO_8859_1);
    }

    private static String body(int portal, long message, String text) {
        var fields = new LinkedHashMap<String, String>();
        EVENT.formatted(TOKENS.replace("@", "data[BOT][62]"), text, message, member(portal), token(portal))
                .lines()
                .forEach(line -> fields.put(line.replaceFirst("=.*", ""), line.replaceFirst("^[^=]*=", "")));
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
