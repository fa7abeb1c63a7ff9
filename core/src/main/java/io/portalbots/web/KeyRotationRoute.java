package io.portalbots.web;

import io.portalbots.tenant.KeyRotation;
import io.portalbots.tenant.KeyRotation.NotNowException;
import io.portalbots.tenant.KeyRotation.Progress;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/**
 * The rotation of the key that seals tokens.
 *
 * <pre>{@code
 * POST /admin/keys/rotation    {"keepOld": false}
 * GET  /admin/keys/rotation
 * 202, 200  {"phase": "none|sealing|settling|done|failed", "done": 12, "total": 450, "said": "the old keys are gone"}
 * 409       {"error": "NOT_NOW", "message": ".."}      it cannot begin
 * }</pre>
 */
public final class KeyRotationRoute {

    private static final String PATH = "/admin/keys/rotation";

    private final KeyRotation rotation;

    public KeyRotationRoute(KeyRotation rotation) {
        this.rotation = rotation;
    }

    public List<AdminRoute> routes() {
        return List.of(
                new AdminRoute(HttpMethod.POST, PATH, this::begin),
                new AdminRoute(HttpMethod.GET, PATH, context -> Json.answer(context, 200, json(rotation.progress()))));
    }

    private void begin(RoutingContext context) {
        try {
            var keepOld = Boolean.TRUE.equals(Json.body(context).getValue("keepOld"));
            Json.answer(context, 202, json(rotation.begin(keepOld)));
        } catch (NotNowException e) {
            Json.error(context, 409, "NOT_NOW", String.valueOf(e.getMessage()));
        }
    }

    private static JsonObject json(Progress progress) {
        return new JsonObject()
                .put("phase", progress.phase().name().toLowerCase(Locale.ROOT))
                .put("done", progress.done())
                .put("total", progress.total())
                .put("said", progress.said());
    }
}
