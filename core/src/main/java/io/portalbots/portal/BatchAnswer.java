package io.portalbots.portal;

import io.portalbots.registry.Call;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a portal answered to a batch. An empty map comes as {@code []}.
 *
 * <pre>{@code
 * {"result": {"c0": 62}, "result_error": {"c1": {"error": "CHAT_APP_ID_ERROR", ..}},
 *  "result_total": [], "result_next": [], "result_time": {"c0": {"finish": .., "operating_reset_at": ..}, ..}}
 * }</pre>
 *
 * @see "Bitrix24 REST reference, batch"
 */
record BatchAnswer(JsonObject results, JsonObject errors, JsonObject times) {

    static BatchAnswer of(Reply.Result reply) {
        var result = reply.object();
        return new BatchAnswer(
                object(result.getValue("result")),
                object(result.getValue("result_error")),
                object(result.getValue("result_time")));
    }

    private static JsonObject object(@Nullable Object value) {
        return value instanceof JsonObject object ? object : new JsonObject();
    }

    /** What came of the call at a position; nothing, if the portal does not say. */
    Optional<Reply> reply(int position) {
        var name = Call.name(position);
        if (errors.containsKey(name)) {
            var code = Reply.errorCode(object(errors.getValue(name)));
            return Optional.of(new Reply.Failure(code == null ? Reply.OTHER : code));
        }
        return results.containsKey(name) ? Optional.of(new Reply.Result(results.getValue(name))) : Optional.empty();
    }

    /** When the call at a position ran, as the portal says; anything, or nothing. */
    JsonObject time(int position) {
        return object(times.getValue(Call.name(position)));
    }
}
