package io.portalbots.web;

import io.portalbots.chat.EventDesk;
import io.portalbots.chat.EventDesk.Line;
import io.portalbots.chat.EventDesk.Said;
import io.portalbots.chat.EventDesk.Whole;
import io.portalbots.tenant.Audit;
import io.portalbots.tenant.Audit.Kind;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantStore;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * Events, for the operator.
 *
 * <pre>{@code
 * GET  /admin/events?tenant=acme&parked=true&limit=100   200 {"events": [{"id": 7, "tenant": "..", "name": "ONIM..",
 *      "received": "..", "state": "waiting|held|handled|parked", "attempt": 4, "said": "why it is parked"}, ..]}
 * GET  /admin/events/{id}?body=true                      200, the same with "dialog", "message", "fields": {name: bytes},
 *      "answers": [..]; with body, which the security log keeps, "values": {name: value}
 * POST /admin/events/{id}/replay  {"reason": ".."}       200, the event; it is handled as if it had come just now
 * POST /admin/events/{id}/discard {"reason": ".."}       200, the event; it is ended
 * 404 NO_EVENT, 404 NO_TENANT, 409 SEVERAL_TENANTS, 409 NOT_PARKED, 400 WRONG_LIMIT
 * }</pre>
 */
public final class EventDeskRoutes {

    private static final String EVENTS = "/admin/events";
    private static final String EVENT = EVENTS + "/:event";
    private static final int MOST = 1000;

    private final EventDesk desk;
    private final Selector selector;
    private final Audit audit;

    public EventDeskRoutes(EventDesk desk, TenantStore tenants, Audit audit) {
        this.desk = desk;
        this.selector = new Selector(tenants);
        this.audit = audit;
    }

    public List<AdminRoute> routes() {
        return List.of(
                new AdminRoute(HttpMethod.GET, EVENTS, this::list),
                new AdminRoute(HttpMethod.GET, EVENT, this::show),
                new AdminRoute(
                        HttpMethod.POST,
                        EVENT + "/replay",
                        context -> settle(context, Kind.EVENT_REPLAYED, desk::replay)),
                new AdminRoute(
                        HttpMethod.POST,
                        EVENT + "/discard",
                        context -> settle(context, Kind.EVENT_DISCARDED, desk::discard)));
    }

    private void list(RoutingContext context) {
        var limit = parameter(context, "limit", "100");
        if (!limit.matches("[0-9]{1,4}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            Json.error(context, 400, "WRONG_LIMIT", "limit must be 1 to " + MOST + " but is '" + limit + "'");
            return;
        }
        var named = parameter(context, "tenant", "");
        var tenant = named.isEmpty()
                ? Optional.<TenantId>empty()
                : selector.find(context, named).map(Tenant::id);
        if (named.isEmpty() || tenant.isPresent()) {
            var parked = parameter(context, "parked", "false").equals("true");
            var lines = desk.list(tenant, parked, Integer.parseInt(limit)).stream()
                    .map(EventDeskRoutes::json)
                    .toList();
            Json.answer(context, 200, new JsonObject().put("events", new JsonArray(lines)));
        }
    }

    private static String parameter(RoutingContext context, String name, String otherwise) {
        return Objects.requireNonNullElse(context.request().getParam(name), otherwise);
    }

    private void show(RoutingContext context) {
        find(context).ifPresent(event -> {
            var json = whole(event);
            if (parameter(context, "body", "false").equals("true")) {
                note(Kind.EVENT_READ, event.line(), "");
                var values = new JsonObject();
                fields(event).forEach(values::put);
                json.put("values", values);
            }
            Json.answer(context, 200, json);
        });
    }

    private Optional<Whole> find(RoutingContext context) {
        var id = context.pathParam("event");
        var event = id.matches("[0-9]{1,18}") ? desk.show(Long.parseLong(id)) : Optional.<Whole>empty();
        if (event.isEmpty()) {
            Json.error(context, 404, "NO_EVENT", "there is no event '" + id + "'");
        }
        return event;
    }

    private void settle(RoutingContext context, Kind kind, LongPredicate deed) {
        var reason = Json.body(context).getValue("reason") instanceof String text ? text.strip() : "";
        find(context).ifPresent(event -> {
            var line = event.line();
            if (!deed.test(line.id())) {
                Json.error(context, 409, "NOT_PARKED", "event " + line.id() + " is not parked but " + line.state());
                return;
            }
            note(kind, line, reason);
            Json.answer(context, 200, json(desk.show(line.id()).orElse(event).line()));
        });
    }

    private void note(Kind kind, Line line, String reason) {
        var said = "event " + line.id() + (reason.isEmpty() ? "" : ": " + reason);
        audit.note(Audit.Line.of(kind, line.tenant(), "operator", said));
    }

    private static JsonObject json(Line line) {
        return new JsonObject()
                .put("id", line.id())
                .put("tenant", line.tenant().toString())
                .put("name", line.name())
                .put("received", line.received().toString())
                .put("state", line.state())
                .put("attempt", line.attempt())
                .put("said", line.said());
    }

    private JsonObject whole(Whole event) {
        var sizes = new JsonObject();
        fields(event).forEach((name, value) -> sizes.put(name, value.getBytes(StandardCharsets.UTF_8).length));
        var answers =
                desk.answers(event.line()).stream().map(EventDeskRoutes::json).toList();
        return json(event.line())
                .put("dialog", event.dialog())
                .put("message", event.messageId())
                .put("fields", sizes)
                .put("answers", new JsonArray(answers));
    }

    private static Map<String, String> fields(Whole event) {
        return event.body().map(Form::fields).orElse(Map.of());
    }

    private static JsonObject json(Said said) {
        return new JsonObject()
                .put("part", said.part())
                .put("nth", said.nth())
                .put("state", said.state())
                .put("message", said.message().orElse(null))
                .put("said", said.said());
    }
}
