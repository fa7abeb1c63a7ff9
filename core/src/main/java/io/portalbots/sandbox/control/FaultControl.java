package io.portalbots.sandbox.control;

import io.portalbots.sandbox.fault.Aim;
import io.portalbots.sandbox.fault.Fault;
import io.portalbots.sandbox.fault.Faults;
import io.portalbots.sandbox.fault.Harm;
import io.portalbots.sandbox.fault.Target;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.World;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Faults on order.
 *
 * <pre>{@code
 * POST   /_sandbox/faults     {"kind": "cut", "moment": "after", "portal": "acme", "method": "imbot.*", "count": 1}
 * 200    {"id": 4}
 * GET    /_sandbox/faults     [{"id": 4, "struck": 0, "kind": "cut", ..as it was asked for}]
 * DELETE /_sandbox/faults/4   or /_sandbox/faults for all; what was done at once stays done
 * 200    {"id": 4, "struck": 1, ..}   it strikes no more
 * }</pre>
 */
final class FaultControl {

    private static final String[] COMMON = {"kind", "portal", "method", "probability", "count"};
    private static final int MOST = 1_000_000;

    private final World world;
    private final Faults faults;
    private final Deeds deeds;

    FaultControl(World world, Faults faults, Deeds deeds) {
        this.world = world;
        this.faults = faults;
        this.deeds = deeds;
    }

    JsonObject add(Exchange exchange) {
        var name = exchange.anyBody().text("kind");
        var wish = FaultKind.named(name)
                .map(kind -> wish(exchange, kind))
                .or(() -> deeds.named(name).map(kind -> act(exchange, kind)))
                .orElseThrow(() -> ControlError.wrongField("field 'kind' must be one of "
                        + Stream.concat(FaultKind.names(), deeds.names()).toList() + ", not '" + name + "'"));
        return new JsonObject().put("id", faults.add(wish).id());
    }

    JsonArray list(Exchange exchange) {
        return PortalViews.list(faults.all(), FaultControl::view);
    }

    JsonObject remove(Exchange exchange) {
        var id = exchange.path("fault");
        return Optional.of(id)
                .filter(number -> number.matches("\\d{1,9}"))
                .flatMap(number -> faults.remove(Integer.parseInt(number)))
                .map(FaultControl::view)
                .orElseThrow(() -> ControlError.notFound("FAULT_NOT_FOUND", "there is no fault " + id));
    }

    JsonObject clear(Exchange exchange) {
        faults.clear();
        return new JsonObject().put("faults", 0);
    }

    private Fault.Wish wish(Exchange exchange, FaultKind kind) {
        var body = exchange.body(
                Stream.concat(Stream.of(COMMON), kind.fields().stream()).toArray(String[]::new));
        var harm = kind.harm().apply(body);
        var count = body.has("count") ? OptionalInt.of(body.number("count", 1, MOST, 1)) : OptionalInt.empty();
        return new Fault.Wish(
                aim(body, harm),
                harm,
                body.probability("probability", 1),
                count,
                body.body().getMap());
    }

    private Aim aim(Fields body, Harm harm) {
        var method = body.optionalText("method").orElse(Aim.ANY);
        if (!method.matches("\\*|[A-Za-z0-9_.]+[*]?|" + Target.TOKEN_ENDPOINT)) {
            throw ControlError.wrongField("field 'method' must be a method, its beginning and *, or "
                    + Target.TOKEN_ENDPOINT + ", not '" + method + "'");
        }
        if (harm instanceof Harm.Expiry && method.equals(Target.TOKEN_ENDPOINT)) {
            throw ControlError.wrongField("field 'method': no access token comes to " + Target.TOKEN_ENDPOINT);
        }
        return new Aim(body.optionalText("portal").map(this::portal), method);
    }

    /** A deed is done at once; it is kept for the list only. */
    private Fault.Wish act(Exchange exchange, Deeds.Kind kind) {
        var body = exchange.body("kind", "portal", kind.field());
        var portal = portal(body.text("portal"));
        kind.deed().of(portal, body);
        var aim = new Aim(Optional.of(portal), Aim.ANY);
        return new Fault.Wish(
                aim, new Harm.Done(), 1, OptionalInt.empty(), body.body().getMap());
    }

    private Portal portal(String name) {
        return world.portal(name)
                .orElseThrow(() -> ControlError.wrongField("field 'portal': there is no portal '" + name + "'"));
    }

    private static JsonObject view(Fault fault) {
        var view = new JsonObject().put("id", fault.id()).put("struck", fault.struck());
        return view.mergeIn(new JsonObject(Map.copyOf(fault.wish().words())));
    }
}
