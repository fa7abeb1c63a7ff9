package io.portalbots.sandbox;

import io.portalbots.sandbox.Lab.Reply;
import io.portalbots.sandbox.wire.PhpForm;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** One call of a method, with whatever parameters, travelling in one of the ways there are. */
record FuzzCall(String method, Map<String, Object> params, Way way) {

    /** How parameters travel. */
    enum Way {
        QUERY,
        FORM,
        JSON,
        ESCAPED_JSON,
        MULTIPART,
        MISLABELLED,
        BATCH,
        WEBHOOK,
        WEBHOOK_CLIENT
    }

    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    private static final int MOST_SHOWN = 300;
    private static final int LONGEST_ADDRESS = 60_000;

    @Override
    public String toString() {
        var text = method + " " + way + " " + params;
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "..";
    }

    /** Sends it for an application, whose install answer is given. */
    Reply send(TestPortal portal, JsonObject install) {
        var token = install.getString("access_token");
        var url = portal.rest() + method;
        var sent = new LinkedHashMap<>(params);
        sent.put("auth", token);
        return switch (way) {
            case QUERY -> query(portal, url + "?" + PhpForm.encode(sent), install);
            case FORM -> post(portal, url, FORM_TYPE, PhpForm.encode(sent));
            case JSON -> post(portal, url, "application/json; charset=utf-8", new JsonObject(sent).encode());
            case ESCAPED_JSON -> post(portal, url, "application/json", escaped(new JsonObject(sent).encode()));
            case MULTIPART -> post(portal, url, "multipart/form-data; boundary=b", multipart(sent));
            case MISLABELLED -> post(portal, url + "?auth=" + token, "application/json", PhpForm.encode(params));
            case BATCH -> batch(portal, token);
            case WEBHOOK -> portal.lab().json(install.getString("webhook_url") + method, new JsonObject(params));
            case WEBHOOK_CLIENT -> {
                sent.put("CLIENT_ID", "me");
                yield post(portal, install.getString("webhook_url") + method, FORM_TYPE, PhpForm.encode(sent));
            }
        };
    }

    private Reply query(TestPortal portal, String url, JsonObject install) {
        return url.length() > LONGEST_ADDRESS
                ? new FuzzCall(method, params, Way.FORM).send(portal, install)
                : portal.lab().get(url);
    }

    /** As the first of two commands, the second of which refers to it. */
    private Reply batch(TestPortal portal, String token) {
        var cmd = new JsonObject()
                .put("a", method + "?" + PhpForm.encode(params))
                .put("b", method + "?BOT_ID=$result[a]&FIELDS=$result[a]&MESSAGE=x $result[a] $error[a][error]");
        return portal.lab()
                .json(
                        portal.rest() + "batch",
                        new JsonObject().put("auth", token).put("cmd", cmd));
    }

    private static Reply post(TestPortal portal, String url, String type, String body) {
        return portal.lab().send(HttpMethod.POST, url, Map.of("Content-Type", type), Buffer.buffer(body));
    }

    /** Every symbol that is not ASCII as an escape, half a surrogate pair too. */
    private static String escaped(String json) {
        var escaped = new StringBuilder();
        json.chars().forEach(c -> escaped.append(c < 0x80 ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
        return escaped.toString();
    }

    private static String multipart(Map<String, Object> sent) {
        var body = new StringBuilder();
        flat(body, "", sent);
        return body.append("--b--\r\n").toString();
    }

    private static void flat(StringBuilder body, String prefix, Map<?, ?> map) {
        map.forEach((key, value) -> {
            var name = prefix.isEmpty() ? String.valueOf(key) : prefix + "[" + key + "]";
            if (value instanceof Map<?, ?> below) {
                flat(body, name, below);
            } else {
                body.append("--b\r\nContent-Disposition: form-data; name=\"")
                        .append(name.replaceAll("[\"\r\n]", "_"))
                        .append("\"\r\n\r\n")
                        .append(value)
                        .append("\r\n");
            }
        });
    }
}
