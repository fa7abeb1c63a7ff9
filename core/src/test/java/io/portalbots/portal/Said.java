package io.portalbots.portal;

import io.portalbots.registry.Call;
import io.portalbots.sandbox.wire.PhpForm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** A call as a portal reads it: what PHP makes of its parameters, in which lists are maps by position. */
final class Said {

    private Said() {}

    static Map<String, Object> of(Call call) {
        return plain(PhpForm.decode(call.query()));
    }

    static Map<String, Object> json(String object) {
        return plain(new JsonObject(object).getMap());
    }

    private static Map<String, Object> plain(Map<?, ?> map) {
        var plain = new TreeMap<String, Object>();
        map.forEach((name, value) -> plain.put(name.toString(), plain(value)));
        return plain;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Map<?, ?> map -> plain(map);
            case JsonObject object -> plain(object.getMap());
            case JsonArray array -> plain(array.getList());
            case java.util.List<?> list -> {
                var map = new TreeMap<String, Object>();
                list.forEach(one -> map.put(String.valueOf(map.size()), plain(one)));
                yield map;
            }
            default -> value.toString();
        };
    }
}
