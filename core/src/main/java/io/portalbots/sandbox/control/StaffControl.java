package io.portalbots.sandbox.control;

import io.vertx.core.json.JsonObject;

/** A portal's people as its administrator handles them. */
final class StaffControl {

    /** {@code {"dismissed": true, "admin": false}}: what is not said stays. Tokens of the dismissed are kept, but refused. */
    JsonObject change(Exchange exchange) {
        var portal = exchange.portal();
        var person = exchange.person();
        var body = exchange.body("dismissed", "admin");
        var changed = person.as(body.flag("admin", person.admin()), body.flag("dismissed", person.dismissed()));
        portal.people().replace(person.id(), changed);
        return PortalViews.person(portal, changed);
    }
}
