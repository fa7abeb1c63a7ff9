package io.portalbots.sandbox.control;

import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.PortalTraits;
import io.portalbots.sandbox.model.World;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;

/** Portals: list, create one or many, look into one, set its knobs. */
final class PortalControl {

    private static final int MOST = 100_000;

    private final World world;
    private final boolean loopbackHttp;

    PortalControl(World world, boolean loopbackHttp) {
        this.world = world;
        this.loopbackHttp = loopbackHttp;
    }

    JsonArray list(Exchange exchange) {
        return PortalViews.list(world.portals(), PortalViews::summary);
    }

    JsonObject get(Exchange exchange) {
        return PortalViews.detail(exchange.portal());
    }

    /**
     * {@code {"name"}} gives a portal; {@code {"prefix", "count"}} makes many, numbered from 1, and tells only that: all of
     * them would be megabytes.
     */
    Object create(Exchange exchange) {
        var body = exchange.body(TraitFields.and("name", "prefix", "count"));
        var traits = TraitFields.read(body, PortalTraits.usual(loopbackHttp));
        if (body.has("name")) {
            return PortalViews.summary(create(body.text("name"), traits));
        }
        return createMany(exchange, body.text("prefix"), body.number("count"), traits);
    }

    private Future<JsonObject> createMany(Exchange exchange, String prefix, int count, PortalTraits traits) {
        if (count < 1 || count > MOST) {
            throw ControlError.wrongField("field 'count' must be 1 to " + MOST);
        }
        var names = IntStream.rangeClosed(1, count)
                .mapToObj(number -> prefix + number)
                .toList();
        names.forEach(name -> refuse(world, name)); // before the first is made
        return Slices.each(exchange.context().vertx(), names, name -> create(name, traits))
                .map(new JsonObject()
                        .put("prefix", prefix)
                        .put("count", count)
                        .put("first", names.get(0))
                        .put("last", names.get(count - 1)));
    }

    private Portal create(String name, PortalTraits traits) {
        refuse(world, name);
        return world.create(name, traits);
    }

    /** Sets switches; what is not said stays. */
    JsonObject change(Exchange exchange) {
        var portal = exchange.portal();
        portal.traits(TraitFields.read(exchange.body(TraitFields.and()), portal.traits()));
        return PortalViews.summary(portal);
    }

    /** {@code {"name": "other"}}: a new host; the old one redirects. */
    JsonObject rename(Exchange exchange) {
        var portal = exchange.portal();
        var name = exchange.body("name").text("name");
        refuse(world, name);
        world.rename(portal, name);
        return PortalViews.summary(portal);
    }

    /** Refuses what is no name of a portal, or another portal's. */
    static void refuse(World world, String name) {
        if (!name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
            throw ControlError.wrongField("'" + name + "' is no portal name: use a-z, 0-9 and -, 63 at most");
        }
        if (world.portal(name).isPresent()) {
            throw ControlError.conflict("PORTAL_EXISTS", "there is a portal '" + name + "' already");
        }
    }
}
