package io.portalbots.web;

import static io.portalbots.web.EventsServed.ACME;
import static io.portalbots.web.EventsServed.BETA;
import static io.portalbots.web.EventsServed.GONE;
import static io.portalbots.web.EventsServed.message;
import static io.portalbots.web.EventsServed.request;

import io.portalbots.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Events that no portal of ours sent. */
final class ForgedEvents {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final List<String> EVENTS =
            List.of("ONIMBOTMESSAGEADD", "ONIMCOMMANDADD", "ONAPPUNINSTALL", "ONAPPUPDATE", "ONIMBOTDELETE", "");

    private final Random random;

    ForgedEvents(Random random) {
        this.random = random;
    }

    /** Each makes a request from the number of the event. */
    private final List<Function<Long, String>> kinds = List.of(
            number -> request(event(message(ACME, token(), number))),
            number -> request(event(message(ACME, "", number))),
            number -> request(event(message(ACME, "token-beta", number))),
            number -> request(event(message(BETA, "token-acme", number))),
            number -> request(event(message(GONE, "token-gone", number))),
            number -> request(event(message(stranger(), "token-acme", number))),
            number -> request(event(message(ACME, nearly(), number))),
            number -> request(without(message(ACME, "token-acme", number), "auth[application_token]")),
            number -> request(without(message(ACME, "token-acme", number), "auth[member_id]")),
            number -> request(elsewhere(message(ACME, "token-acme", number))),
            number -> request(member(message(ACME, "token-acme", number))),
            number -> request("other", FORM, genuine(number)),
            number -> request("test", FORM, genuine(number) + "&auth[application_token]=x"),
            number -> request("test", FORM, genuine(number) + "&auth[member_id]="),
            number -> request("test", FORM, genuine(number) + "&a=1".repeat(512)),
            number -> request("test", FORM, genuine(number) + "&a" + "[b]".repeat(7)),
            number -> request("test", "multipart/form-data", genuine(number)),
            number -> request("test", "application/json", "{\"auth\": {\"application_token\": \"token-acme\"}}"),
            number -> request("test", FORM, noise()),
            number -> request("test", FORM, ""));

    /** The request of a forged event. */
    String next(long number) {
        return random.nextInt(100) == 0
                ? request("test", FORM, genuine(number) + "&a=" + "x".repeat(256 * 1024))
                : kinds.get(random.nextInt(kinds.size())).apply(number);
    }

    private Map<String, String> event(Map<String, String> fields) {
        fields.put("event", EVENTS.get(random.nextInt(EVENTS.size())));
        return fields;
    }

    private String token() {
        return Long.toHexString(random.nextLong());
    }

    private String nearly() {
        return List.of(
                        "token-acme ",
                        " token-acme",
                        "token-acm",
                        "token-acmf",
                        "TOKEN-ACME",
                        "token-acme\n",
                        "token%2Dacme")
                .get(random.nextInt(7));
    }

    private TenantId stranger() {
        return new TenantId("test", "%016x%016x".formatted(random.nextLong(), random.nextLong()));
    }

    private static Map<String, String> without(Map<String, String> fields, String name) {
        fields.remove(name);
        return fields;
    }

    /** The right token, where it is not looked for. */
    private Map<String, String> elsewhere(Map<String, String> fields) {
        var name = List.of(
                        "application_token",
                        "auth[application_token][]",
                        "AUTH[application_token]",
                        "auth[ application_token]")
                .get(random.nextInt(4));
        fields.put(name, fields.remove("auth[application_token]"));
        return fields;
    }

    private Map<String, String> member(Map<String, String> fields) {
        fields.put(
                "auth[member_id]",
                List.of(
                                "",
                                "a",
                                "A".repeat(32),
                                "a".repeat(33),
                                "' or 1=1 --",
                                "a".repeat(31) + "%",
                                "../" + "a".repeat(32))
                        .get(random.nextInt(7)));
        return fields;
    }

    /** The body of an event of acme. */
    private static String genuine(long number) {
        var request = request(message(ACME, "token-acme", number));
        return request.substring(request.indexOf("\r\n\r\n") + 4);
    }

    private String noise() {
        var noise = new StringBuilder();
        random.ints(random.nextInt(2000), 0, 256).forEach(one -> noise.append((char) one));
        return noise.toString();
    }
}
