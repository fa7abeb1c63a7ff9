package io.portalbots.portal;

import io.portalbots.chat.PortalMethods;
import io.portalbots.spi.Portal.Answer;
import io.portalbots.spi.Portal.Reason;
import io.portalbots.spi.Value;
import io.portalbots.tenant.Tenant;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whatever methods plugins call, with the tenant's tokens and in the turn of people. The answer is handed on as it came;
 * of errors the code only.
 *
 * <pre>{@code
 * user.get    ID=17    200 {"result": [{"ID": "17", "NAME": "Dana", ..}], "total": 1}
 *                      401 {"error": "insufficient_scope"}
 * }</pre>
 */
public final class PluginMethods implements PortalMethods {

    /** What carries a token where the portal would look for it. */
    private static final List<String> TOKENS = List.of("auth", "access_token");

    private final TenantRest rest;

    public PluginMethods(TenantRest rest) {
        this.rest = rest;
    }

    @Override
    public Answer call(Tenant tenant, String method, Map<String, ?> parameters) {
        return switch (rest.call(tenant, method, json(parameters))) {
            case Reply.Result result -> new Answer.Done(Value.of(plain(result.value())));
            case Reply.Failure failure -> new Answer.Refused(reason(method, failure.error()));
        };
    }

    private static Reason reason(String method, String error) {
        return error.equals(SystemError.INSUFFICIENT_SCOPE.code())
                ? new Reason.ScopeMissing(PortalMethods.scope(method))
                : new Reason.Other(error);
    }

    private static JsonObject json(Map<String, ?> parameters) {
        for (var name : parameters.keySet()) {
            if (TOKENS.stream().anyMatch(name::equalsIgnoreCase)) {
                throw new IllegalArgumentException("parameters must not name '" + name + "', which holds tokens");
            }
        }
        var json = new JsonObject();
        parameters.forEach((name, value) -> json.put(name, jsonOf(name, value)));
        return json;
    }

    private static @Nullable Object jsonOf(String name, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean truth -> truth;
            case Number number -> number;
            case List<?> list -> {
                var members = new JsonArray();
                list.forEach(member -> members.add(jsonOf(name, member)));
                yield members;
            }
            case Map<?, ?> map -> {
                var members = new JsonObject();
                map.forEach((key, member) -> members.put(String.valueOf(key), jsonOf(name, member)));
                yield members;
            }
            default ->
                throw new IllegalArgumentException("parameter '" + name
                        + "' must be of texts, numbers, booleans, lists and maps but holds a "
                        + value.getClass().getName());
        };
    }

    private static @Nullable Object plain(@Nullable Object json) {
        return switch (json) {
            case JsonObject object -> plain(object.getMap());
            case JsonArray array -> plain(array.getList());
            case Map<?, ?> map -> {
                var members = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, member) -> members.put(String.valueOf(key), plain(member)));
                yield members;
            }
            case List<?> list -> {
                var members = new ArrayList<@Nullable Object>();
                list.forEach(member -> members.add(plain(member)));
                yield members;
            }
            case null, default -> json;
        };
    }
}
