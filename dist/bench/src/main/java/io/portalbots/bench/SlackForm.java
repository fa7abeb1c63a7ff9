package io.portalbots.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Requests that bring an event as Slack does: somebody wrote to a bot, in a body of 4 KB, which is signed. */
final class SlackForm {

    static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final int BYTES = 4096;
    private static final String EVENT = """
            {"token":"x","team_id":"T1","api_app_id":"A1","type":"event_callback","event_id":"Ev%d","event_time":1760000001,\
            "authorizations":[{"enterprise_id":null,"team_id":"T1","user_id":"U62","is_bot":true}],\
            "event":{"type":"message","channel":"D17","user":"U17","text":"%s","ts":"1760000001.%06d","team":"T1",\
            "event_ts":"1760000001.000100","channel_type":"im"}}""";

    private SlackForm() {}

    static byte[] request(int portal, long message) {
        var bare = EVENT.formatted(message, "", message % 1_000_000);
        var body = EVENT.formatted(message, "a".repeat(BYTES - bare.length()), message % 1_000_000);
        var now = String.valueOf(System.currentTimeMillis() / 1000);
        return ("POST /slack/events HTTP/1.1\r\nHost: bots.example.test\r\nContent-Type: application/json\r\n"
                        + "X-Slack-Request-Timestamp: " + now + "\r\nX-Slack-Signature: v0="
                        + signature("v0:" + now + ":" + body) + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body)
                .getBytes(UTF_8);
    }

    private static String signature(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
