package io.portalbots.portal;

import io.portalbots.registry.Call;
import io.portalbots.tenant.Exchange;
import io.portalbots.tenant.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;

/** What is posted to a portal at once, to {@code {endpoint}{method}.json}. */
sealed interface Request {

    String JSON = "application/json";
    String FORM = "application/x-www-form-urlencoded";

    String method();

    String contentType();

    Buffer body(Secret token);

    /** What of it people may see who read the log. */
    Map<String, String> shown();

    /** What was answered to it, in short. */
    default String said(Reply reply) {
        return switch (reply) {
            case Reply.Result result -> "ok";
            case Reply.Failure failure -> failure.error();
        };
    }

    /**
     * One call with its parameters as JSON.
     *
     * <pre>{@code
     * {"BOT_ID": 62, .., "auth": "..."}
     * }</pre>
     */
    record Structured(String method, JsonObject parameters) implements Request {

        @Override
        public String contentType() {
            return JSON;
        }

        @Override
        public Buffer body(Secret token) {
            return parameters.copy().put("auth", token.reveal()).toBuffer();
        }

        @Override
        public Map<String, String> shown() {
            return Exchange.redacted(parameters.getMap());
        }
    }

    /**
     * One call, as it is ready to be sent.
     *
     * <pre>{@code
     * BOT_ID=62&CODE=echo.help&..&auth=...
     * }</pre>
     */
    record Alone(Call call) implements Request {

        @Override
        public String method() {
            return call.method();
        }

        @Override
        public String contentType() {
            return FORM;
        }

        @Override
        public Buffer body(Secret token) {
            var auth = "auth=" + FormQuery.encoded(token.reveal());
            return Buffer.buffer(call.query().isEmpty() ? auth : call.query() + "&" + auth);
        }

        @Override
        public Map<String, String> shown() {
            return Exchange.redacted(call.shown());
        }
    }

    /**
     * Several calls, as a batch. Queries are ASCII without quotes, so they are written as they are.
     *
     * <pre>{@code
     * {"auth": "...", "halt": 0, "cmd": {"c0": "imbot.register?CODE=..", "c1": "imbot.app.register?BOT_ID=%24result%5Bc0%5D&.."}}
     * }</pre>
     *
     * @param calls by their position among all that belong together, which names them
     */
    record Together(SortedMap<Integer, Call> calls) implements Request {

        /** What names, quotes and separators of one call take, and the frame around all. */
        private static final int OVERHEAD = 64;

        private static final byte[] COLON = {'"', ':', '"'};

        @Override
        public String method() {
            return "batch";
        }

        @Override
        public String contentType() {
            return JSON;
        }

        @Override
        public Buffer body(Secret token) {
            var size = calls.values().stream()
                    .mapToInt(call -> call.query().length() + call.method().length() + OVERHEAD)
                    .sum();
            var body = Buffer.buffer(size + 2 * OVERHEAD)
                    .appendString("{\"auth\":")
                    .appendString(Json.encode(token.reveal()))
                    .appendString(",\"halt\":0,\"cmd\":{");
            var separator = "\"";
            for (var entry : calls.entrySet()) {
                var call = entry.getValue();
                body.appendString(separator + Call.name(entry.getKey()))
                        .appendBytes(COLON)
                        .appendString(call.method())
                        .appendByte((byte) '?')
                        .appendString(checked(call.query()));
                separator = "\",\"";
            }
            return body.appendString("\"}}");
        }

        private static String checked(String query) {
            for (var at = 0; at < query.length(); at++) {
                var letter = query.charAt(at);
                if (letter <= ' ' || letter == '"' || letter == '\\' || letter > '~') {
                    throw new IllegalArgumentException("a query has to be percent-encoded, and has '" + letter + "'");
                }
            }
            return query;
        }

        @Override
        public Map<String, String> shown() {
            var shown = new LinkedHashMap<String, String>();
            calls.forEach(
                    (position, call) -> shown.put(Call.name(position), Exchange.inShort(call.method(), call.shown())));
            return shown;
        }

        /** {@code ok}, or how many are, and the codes of the others. */
        @Override
        public String said(Reply reply) {
            if (!(reply instanceof Reply.Result result)) {
                return Request.super.said(reply);
            }
            var answer = BatchAnswer.of(result);
            var others = new StringJoiner(", ");
            var good = 0;
            for (var position : calls.keySet()) {
                var one = answer.reply(position).map(Request.super::said).orElse("none");
                if (one.equals("ok")) {
                    good++;
                } else {
                    others.add(Call.name(position) + " " + one);
                }
            }
            return good == calls.size() ? "ok" : good + " ok, " + others;
        }
    }
}
