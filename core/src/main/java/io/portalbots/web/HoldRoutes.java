package io.portalbots.web;

import io.portalbots.registry.brakes.Hold;
import io.portalbots.registry.brakes.HoldBoard;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/**
 * What the brakes hold, for the operator to let go. What is approved stays in the list until it is done.
 *
 * <pre>{@code
 * GET  /admin/holds                                  200 {"holds": [{"id": 7, "application": "", "plugin": "call",
 *      "cause": "emptied|share|tenants|older_database|clock", "state": "absent", "said": "..", "apps": 900,
 *      "tenants": 900, "since": "..", "approved": {"at": "..", "by": "operator", "reason": ".."}}]}
 * POST /admin/holds/{id}/approve {"reason": ".."}    200, the hold; it goes on at once
 * 400 NO_REASON, 404 NO_HOLD
 * }</pre>
 *
 * An empty {@code application} stands for all, and so does the plugin {@code *}; {@code approved} is there once it is.
 */
public final class HoldRoutes {

    private static final String HOLDS = "/admin/holds";

    private final HoldBoard board;

    public HoldRoutes(HoldBoard board) {
        this.board = board;
    }

    public List<AdminRoute> routes() {
        return List.of(
                new AdminRoute(HttpMethod.GET, HOLDS, this::list),
                new AdminRoute(HttpMethod.POST, HOLDS + "/:hold/approve", this::approve));
    }

    private void list(RoutingContext context) {
        var holds = board.holds().stream().map(HoldRoutes::json).toList();
        Json.answer(context, 200, new JsonObject().put("holds", new JsonArray(holds)));
    }

    private void approve(RoutingContext context) {
        var id = context.pathParam("hold");
        if (!(Json.body(context).getValue("reason") instanceof String reason) || reason.isBlank()) {
            Json.error(context, 400, "NO_REASON", "say why it is right, in reason");
            return;
        }
        var approved = id.matches("[0-9]{1,18}")
                ? board.approve(Long.parseLong(id), "operator", reason.strip())
                : java.util.Optional.<Hold>empty();
        approved.ifPresentOrElse(
                hold -> Json.answer(context, 200, json(hold)),
                () -> Json.error(context, 404, "NO_HOLD", "there is no hold '" + id + "'"));
    }

    private static JsonObject json(Hold hold) {
        var found = hold.found();
        var json = new JsonObject()
                .put("id", hold.id())
                .put("application", found.matter().application())
                .put("plugin", found.matter().plugin())
                .put("cause", found.matter().cause().name().toLowerCase(Locale.ROOT))
                .put("state", found.matter().state())
                .put("said", found.said())
                .put("apps", found.apps())
                .put("tenants", found.tenants())
                .put("since", hold.since().toString());
        hold.approval()
                .ifPresent(given -> json.put(
                        "approved",
                        new JsonObject()
                                .put("at", given.at().toString())
                                .put("by", given.by())
                                .put("reason", given.reason())));
        return json;
    }
}
