package io.portalbots.sandbox.http;

import io.portalbots.sandbox.model.Addresses;
import io.portalbots.sandbox.model.World;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * The hosts that renamed portals had: {@code 302} to the same path and query on the new one, whatever the verb
 * [docs: settings/how-to-call-rest-api/change-domen]. The control API answers under every name.
 */
public final class Moved implements Handler<RoutingContext> {

    private final World world;

    public Moved(World world) {
        this.world = world;
    }

    @Override
    public void handle(RoutingContext context) {
        var request = context.request();
        Addresses.portalOf(Hosts.of(request))
                .flatMap(world::movedFrom)
                .filter(portal -> !request.path().startsWith("/_sandbox"))
                .ifPresentOrElse(portal -> redirect(request, portal.origin()), context::next);
    }

    private static void redirect(HttpServerRequest request, String origin) {
        request.response()
                .setStatusCode(302)
                .putHeader("Location", origin + request.uri())
                .end();
    }
}
